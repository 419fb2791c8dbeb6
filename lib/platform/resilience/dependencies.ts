import "server-only";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface DependencyPolicy {
  title: string;
  /** For the whole call, its repeats included; of a stream see `streamOutside`. */
  deadlineMs: number;
  /** How often one call is repeated at most; 0 where a repeat could do or cost the same twice. */
  retries: number;
  opensAfter: { failures: number; withinMs: number };
  /** How long it stays open before a probe; doubled at each probe that fails, up to the most. */
  probeAfterMs: number;
  probeAtMostMs: number;
  /** Whose key a call is made with: what is refused for it is that tenant's own matter, or everybody's. */
  credentials: "installation" | "tenant";
  /**
   * Whether each tenant has breakers of its own alone: of what tenants name themselves, one's choice never keeps another
   * from it, and operators have nothing to mend.
   */
  perTenant?: true;
  /** What people notice while it is open. */
  whenOpen: string;
}

const OPENAI = {
  opensAfter: { failures: 5, withinMs: MINUTE },
  probeAfterMs: 10 * SECOND,
  probeAtMostMs: 2 * MINUTE,
  credentials: "installation",
} as const;

const MAILBOX = {
  deadlineMs: 30 * SECOND,
  retries: 2,
  opensAfter: { failures: 3, withinMs: MINUTE },
  probeAfterMs: 30 * SECOND,
  probeAtMostMs: 5 * MINUTE,
  credentials: "tenant",
  whenOpen: "jobs wait until the next probe and go on",
} as const;

const OTHER = {
  deadlineMs: 10 * SECOND,
  opensAfter: { failures: 5, withinMs: MINUTE },
  probeAfterMs: 10 * SECOND,
  probeAtMostMs: 2 * MINUTE,
  credentials: "installation",
} as const;

/** Everything outside that is called, and how; the table of docs/SYSTEM_ARCHITECTURE.md is compared with it by a test. */
export const DEPENDENCIES = {
  chat_model: {
    ...OPENAI,
    title: "Chat model (OpenAI or alike)",
    deadlineMs: 30 * SECOND,
    retries: 0,
    whenOpen: "answers at once in quotes from the documents, marked as such",
  },
  embeddings: {
    ...OPENAI,
    title: "Embeddings of documents (OpenAI or alike)",
    deadlineMs: 30 * SECOND,
    retries: 1,
    whenOpen: "jobs wait until the next probe and go on; search by keyword serves",
  },
  question_embeddings: {
    ...OPENAI,
    title: "Embeddings of questions (OpenAI or alike)",
    deadlineMs: 1.5 * SECOND,
    retries: 0,
    whenOpen: "search by keyword stands alone",
  },
  gmail: { ...MAILBOX, title: "Gmail" },
  outlook: { ...MAILBOX, title: "Outlook" },
  stripe: {
    ...OTHER,
    title: "Stripe",
    retries: 1,
    whenOpen:
      "refused with `unavailable`: nothing is given away unpaid; operators are alerted at the first failure",
  },
  mail: {
    ...OTHER,
    title: "Mail (SMTP)",
    deadlineMs: 30 * SECOND,
    retries: 0,
    whenOpen: "jobs wait until the next probe and go on",
  },
  storage: {
    ...OTHER,
    title: "File storage (S3)",
    retries: 2,
    whenOpen: "uploads are refused with `unavailable`; jobs wait until the next probe and go on",
  },
  website: {
    ...OTHER,
    title: "A tenant's website",
    deadlineMs: 15 * SECOND,
    retries: 0,
    opensAfter: { failures: 5, withinMs: 2 * MINUTE },
    credentials: "tenant",
    perTenant: true,
    whenOpen: "that tenant's pages there are marked as not read; the next sync tries again",
  },
  sign_in: {
    ...OTHER,
    title: "Google or Microsoft at a sign-in",
    retries: 0,
    whenOpen: "signing in with that one ends at once with a message; the password works",
  },
  job_engine: {
    ...OTHER,
    title: "Job engine (Inngest)",
    retries: 0,
    opensAfter: { failures: 10, withinMs: MINUTE },
    probeAfterMs: 1 * SECOND,
    probeAtMostMs: 5 * SECOND,
    whenOpen: "events wait in the outbox",
  },
} as const satisfies Record<string, DependencyPolicy>;

export type Dependency = keyof typeof DEPENDENCIES;

export function policyOf(dependency: Dependency): DependencyPolicy {
  return DEPENDENCIES[dependency];
}
