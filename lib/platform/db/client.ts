import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { describeError } from "@/lib/platform/log/describe-error";
import { log } from "@/lib/platform/log/log";
import { PrismaClient } from "./generated/client";
import { scopeArguments, type Scope } from "./scope";
import { cutSilentConnections } from "./silent-server";

/** A role that owns nothing and does not bypass row-level security; each has its own pool. */
export type DatabaseRole =
  "frontdesk_app" | "frontdesk_audit" | "frontdesk_auth" | "frontdesk_engine" | "frontdesk_ops";

const POOL_SHARE: Record<DatabaseRole, number> = {
  frontdesk_app: 1,
  frontdesk_audit: 0.1,
  frontdesk_auth: 0.4,
  frontdesk_engine: 0.2,
  frontdesk_ops: 0.1,
};

/** How long a caller waits for a connection before it is told to come back. */
export const ACQUIRE_TIMEOUT_MS = 2_000;
/** The server itself ends a statement after 5 s (see transaction.ts); one that does not even say so hangs. */
const SILENT_AFTER_MS = 6_000;

interface Client {
  prisma: PrismaClient;
  pool: pg.Pool;
}

function createClient(role: DatabaseRole): Client {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: Math.max(1, Math.round(env().DATABASE_POOL_SIZE * POOL_SHARE[role])),
    connectionTimeoutMillis: ACQUIRE_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    application_name: role,
  });
  // The embedded Postgres knows no statement timeout, and lets each connection wait for the others.
  if (env().DATABASE_MODE === "server") cutSilentConnections(pool, SILENT_AFTER_MS);
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    onPoolError: (error) =>
      log.warn("a pooled connection failed", { role, ...describeError(error) }),
    onConnectionError: (error) =>
      log.warn("a connection failed", { role, ...describeError(error) }),
  });
  return { prisma: new PrismaClient({ adapter }), pool };
}

// Next.js may load this module once for each bundle; the pools are one for the process.
const shared = globalThis as typeof globalThis & {
  frontdeskClients?: Map<DatabaseRole, Client>;
};

export function clientOf(role: DatabaseRole): PrismaClient {
  shared.frontdeskClients ??= new Map();
  const existing = shared.frontdeskClients.get(role);
  if (existing) return existing.prisma;
  const created = createClient(role);
  shared.frontdeskClients.set(role, created);
  return created.prisma;
}

/** How many callers wait for a connection, by the role of the pool. */
export function waitingForConnections(): { role: DatabaseRole; waiting: number }[] {
  const clients = [...(shared.frontdeskClients ?? [])];
  return clients.map(([role, { pool }]) => ({ role, waiting: pool.waitingCount }));
}

/** Closes every pool of this process. */
export async function disconnect(): Promise<void> {
  const clients = [...(shared.frontdeskClients?.values() ?? [])];
  shared.frontdeskClients?.clear();
  await Promise.all(clients.map(({ prisma }) => prisma.$disconnect()));
}

/** The client of a role, bound to one owner: every operation gets its tenant and organization. */
export function scopedClient(client: PrismaClient, scope: Scope) {
  return client.$extends({
    name: "tenant-scope",
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) =>
          query(
            scopeArguments(model, operation, args as Record<string, unknown>, scope) as typeof args,
          ),
      },
    },
  });
}
