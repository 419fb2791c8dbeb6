import type { Permission } from "@/lib/tenancy/permissions";

interface Area {
  /** What its readers need, and who cancels it or has it done again. */
  read: Permission;
  write: Permission;
  /** Why it cannot be cancelled, in a sentence for who tries to. */
  mustEnd?: string;
}

const knowledge: Area = { read: "kb:read", write: "kb:write" };

/** What a job does; its first part is the area whose permission its readers need. */
export const JOB_KINDS = {
  "knowledge.ingest": knowledge,
  "knowledge.reindex": knowledge,
  "knowledge.embed": knowledge,
  "knowledge.check": knowledge,
  "knowledge.purge": {
    ...knowledge,
    mustEnd: "A deletion cannot be cancelled: visitors get no answers from the document any more.",
  },
  "quality.gaps": { read: "conversations:read", write: "kb:write" },
  "quality.tests": knowledge,
  "knowledge.sync": knowledge,
  "chat.person_mail": { read: "conversations:read", write: "conversations:reply" },
  // Invitations are shown to those alone who manage members.
  "access.invitation": { read: "members:manage", write: "members:manage" },
  "chat.transcript": { read: "conversations:read", write: "conversations:reply" },
  "insights.summary": { read: "conversations:read", write: "settings:manage" },
} as const satisfies Record<string, Area>;

export type JobKind = keyof typeof JOB_KINDS;

export const KIND_NAMES = Object.keys(JOB_KINDS) as [JobKind, ...JobKind[]];

/** What a kind asks of who handles it. */
export function areaOf(kind: JobKind): Area {
  return JOB_KINDS[kind];
}
