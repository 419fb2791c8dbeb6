import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Prisma, PrismaClient } from "./generated/client";
import { ACQUIRE_TIMEOUT_MS, clientOf, scopedClient, type DatabaseRole } from "./client";
import { translateDatabaseError } from "./errors";
import type { Scope } from "./scope";

type Unsafe = "$queryRawUnsafe" | "$executeRawUnsafe";

/** A transaction inside one organization. Raw SQL is possible, since row-level security binds it too. */
export type TenantTransaction = Omit<Prisma.TransactionClient, Unsafe>;

/** A transaction before there is a tenant, on the columns that its role was granted. */
export type LookupTransaction = Omit<Prisma.TransactionClient, Unsafe>;

/** SQL alone: bound by the role, not by a tenant. */
export type RawTransaction = Pick<Prisma.TransactionClient, "$queryRaw" | "$executeRaw">;

const STATEMENT_TIMEOUT = "5s";
const IDLE_TIMEOUT = "10s";
const TRANSACTION_TIMEOUT_MS = 15_000;

/** What is left to do once the transaction under way is committed. */
const inTransaction = new AsyncLocalStorage<(() => void)[]>();

// One statement, first in its transaction and local to it: a plain SET would leak to whoever gets the connection next.
async function enter(
  tx: Pick<RawTransaction, "$queryRaw">,
  role: DatabaseRole,
  scope: Partial<Scope> | undefined,
): Promise<void> {
  await tx.$queryRaw`SELECT set_config('role', ${role}, true),
    set_config('app.tenant_id', ${scope?.tenantId ?? ""}, true),
    set_config('app.organization_id', ${scope?.organizationId ?? ""}, true),
    set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true),
    set_config('lock_timeout', ${STATEMENT_TIMEOUT}, true),
    set_config('idle_in_transaction_session_timeout', ${IDLE_TIMEOUT}, true)`;
}

async function run<T>(
  client: Pick<PrismaClient, "$transaction">,
  fn: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  if (inTransaction.getStore()) {
    throw new Error("A transaction was opened inside another one; hand on the transaction instead");
  }
  const committed: (() => void)[] = [];
  let result: T;
  try {
    result = await inTransaction.run(committed, () =>
      client.$transaction(fn, { maxWait: ACQUIRE_TIMEOUT_MS, timeout: TRANSACTION_TIMEOUT_MS }),
    );
  } catch (error) {
    throw translateDatabaseError(error);
  }
  for (const then of committed) then();
  return result;
}

/**
 * Has `then` run when the transaction under way has been committed, and not at all when it is rolled back: for figures of
 * what it changed. Throws outside a transaction.
 */
export function onceCommitted(then: () => void): void {
  const committed = inTransaction.getStore();
  if (!committed) throw new Error("There is no transaction under way");
  committed.push(then);
}

/**
 * Runs `fn` in one transaction that can see and write the rows of one organization alone: the client adds the owner to
 * every operation, and the database compares every row with it again. No network call belongs inside. Throws AppError
 * `unavailable` when the database can't be had in time; a call inside another transaction throws.
 *
 * @param afterwards what belongs to it and is no tenant's own, such as ending sessions: SQL as the look-up role at the end
 *   of the same transaction, told what `fn` returned.
 */
export function withTenant<T>(
  scope: Scope,
  fn: (tx: TenantTransaction) => Promise<T>,
  afterwards?: (tx: RawTransaction, result: T) => Promise<void>,
): Promise<T> {
  const client = scopedClient(clientOf("frontdesk_app"), scope) as unknown as PrismaClient;
  return run(client, async (tx) => {
    await enter(tx, "frontdesk_app", scope);
    const result = await fn(tx);
    if (!afterwards) return result;
    await enter(tx, "frontdesk_auth", undefined);
    await afterwards(tx, result);
    return result;
  });
}

/** Carries what a rehearsal came to out of the transaction that it undoes. */
class Rehearsed<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super("rolled back");
    this.result = result;
  }
}

/** Runs `fn` as `withTenant` does and undoes all that it wrote: what it returns tells how things would be. */
export async function rehearseInTenant<T>(
  scope: Scope,
  fn: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await withTenant(scope, async (tx): Promise<T> => {
      throw new Rehearsed(await fn(tx));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.result as T;
    throw error;
  }
}

/** Runs `fn` as the role that finds out who is calling, before there is a tenant. */
export function withAuthLookup<T>(fn: (tx: LookupTransaction) => Promise<T>): Promise<T> {
  return run(clientOf("frontdesk_auth"), async (tx) => {
    await enter(tx, "frontdesk_auth", undefined);
    return fn(tx);
  });
}

/** Runs `fn` as the role that relays events and lists what a sweep must visit. */
export function withEngine<T>(fn: (tx: LookupTransaction) => Promise<T>): Promise<T> {
  return run(clientOf("frontdesk_engine"), async (tx) => {
    await enter(tx, "frontdesk_engine", undefined);
    return fn(tx);
  });
}

/** Runs `fn` as the role of the operators' tenant directory, which reads numbers of every tenant and no content. */
export function withOps<T>(fn: (tx: LookupTransaction) => Promise<T>): Promise<T> {
  return run(clientOf("frontdesk_ops"), async (tx) => {
    await enter(tx, "frontdesk_ops", undefined);
    return fn(tx);
  });
}

/** Runs `fn` as the role that seals the audit log: inside one tenant, or without one to list them by their ids. */
export function withAudit<T>(
  tenantId: string | undefined,
  fn: (tx: LookupTransaction) => Promise<T>,
): Promise<T> {
  return run(clientOf("frontdesk_audit"), async (tx) => {
    await enter(tx, "frontdesk_audit", tenantId === undefined ? undefined : { tenantId });
    return fn(tx);
  });
}

/**
 * Sign-up alone: makes the user as the look-up role and, in the same transaction, what the user owns as the new
 * organization's own. Nothing is left behind when either fails.
 */
export function withNewAccount<T>(
  scope: Scope,
  createUser: (tx: LookupTransaction) => Promise<void>,
  createOwned: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  return run(clientOf("frontdesk_auth"), async (tx) => {
    await enter(tx, "frontdesk_auth", undefined);
    await createUser(tx);
    await enter(tx, "frontdesk_app", scope);
    return createOwned(tx);
  });
}
