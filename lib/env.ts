import "server-only";
import { z } from "zod";
import { LOG_LEVELS } from "./env.log";

const optional = z
  .string()
  .transform((value) => value.trim() || undefined)
  .optional();
const secret = z.string().min(32, "needs at least 32 characters");
/** `host:port,host:port` */
const hosts = optional.transform((list) => list?.toLowerCase().split(/\s*,\s*/));
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),

  /** A collector that takes OpenTelemetry's spans and metrics over HTTP; nothing is handed on without it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  /** `name=value,name=value`; OpenTelemetry's exporter reads it by itself. */
  OTEL_EXPORTER_OTLP_HEADERS: optional,
  OTEL_SERVICE_NAME: z.string().min(1).default("frontdesk"),
  /** Where errors are told; nobody is told without it. */
  SENTRY_DSN: z.url().optional(),

  /** Where browsers reach the product, without a trailing slash. */
  APP_URL: z.url().transform((url) => url.replace(/\/+$/, "")),
  NEXTAUTH_SECRET: secret,
  VISITOR_TOKEN_SECRET: secret,
  /** How many proxies of ours stand before the app, each appending to X-Forwarded-For. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),

  DATABASE_URL: z.string().min(1),
  /** "embedded" when the start command runs Postgres itself; every login is a superuser there. */
  DATABASE_MODE: z.enum(["embedded", "server"]).default("server"),
  DATABASE_POOL_SIZE: count(10),

  INNGEST_BASE_URL: optional,
  INNGEST_EVENT_KEY: optional,
  INNGEST_SIGNING_KEY: optional,
  INNGEST_DEV: optional,
  /** Where the engine reaches this application, when that is not APP_URL. */
  INNGEST_SERVE_ORIGIN: z.url().optional(),

  OPENAI_API_KEY: optional,
  OPENAI_BASE_URL: optional,
  CHAT_MODEL: z.string().min(1).default("gpt-5-mini"),
  /** A chat model that neither begins nor goes on for so long is given up. */
  CHAT_SILENCE_SECONDS: z.coerce.number().positive().default(10),
  /** Prices in US dollars for a million tokens, used to reserve and settle the daily budget. */
  CHAT_PRICE_INPUT: z.coerce.number().min(0).default(0.25),
  CHAT_PRICE_OUTPUT: z.coerce.number().min(0).default(2),

  EMBEDDINGS_BASE_URL: optional,
  EMBEDDINGS_API_KEY: optional,
  EMBEDDINGS_MODEL: z.string().min(1).default("text-embedding-3-small"),
  /** In US dollars for a million tokens; 0 for a model that is free. */
  EMBEDDINGS_PRICE: z.coerce.number().min(0).default(0.02),

  /** Sign-in with Google and Microsoft: each is offered when its keys are set. */
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  GOOGLE_ISSUER: z.url().default("https://accounts.google.com"),
  MICROSOFT_CLIENT_ID: optional,
  MICROSOFT_CLIENT_SECRET: optional,
  MICROSOFT_ISSUER: z.url().default("https://login.microsoftonline.com/common/v2.0"),

  /** Where mail goes: without it, into the outbox folder of the data folder. */
  SMTP_URL: optional,
  MAIL_FROM: optional,
  FRONTDESK_DATA_DIR: z.string().min(1).default(".data"),

  /** Hosts that a crawl of a site may reach whatever their address: an intranet's, or a test's. */
  CRAWL_ALLOWED_HOSTS: hosts,

  /** Payments: without a key nothing is billed. */
  STRIPE_SECRET_KEY: optional,
  STRIPE_API_URL: z.url().default("https://api.stripe.com"),

  STORAGE_DIR: z.string().min(1).default(".data/files"),
  S3_BUCKET: optional,
  S3_ENDPOINT: optional,
  S3_REGION: z.string().min(1).default("us-east-1"),
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,

  RATE_LIMIT_PUBLIC_PER_MINUTE: count(600),
  RATE_LIMIT_PUBLISHABLE_PER_MINUTE: count(20),
  RATE_LIMIT_SECRET_PER_MINUTE: count(600),
  RATE_LIMIT_SESSION_PER_MINUTE: count(600),
  RATE_LIMIT_SIGN_IN_PER_15_MINUTES: count(10),
  RATE_LIMIT_SECOND_STEP_PER_15_MINUTES: count(5),
  RATE_LIMIT_SIGN_UP_PER_HOUR: count(10),
  RATE_LIMIT_INVITATIONS_PER_HOUR: count(30),
  RATE_LIMIT_INVITATION_MAIL_PER_HOUR: count(5),
  RATE_LIMIT_ROLE_CHANGES_PER_HOUR: count(10),
  RATE_LIMIT_ORGANIZATIONS_PER_HOUR: count(20),
  RATE_LIMIT_ACCOUNT_MAIL_PER_HOUR: count(5),
});

export type Env = z.infer<typeof schema>;

/**
 * Reads and checks the configuration. Throws one Error that names every variable that is missing or wrong, never its
 * value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The configuration is not usable: ${lines.join("; ")}.`);
}

let cached: Env | undefined;

/** The checked configuration of this process. Read on first use, so that a build needs none. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
