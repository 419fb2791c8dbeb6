import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";

const MAX_KEY_LENGTH = 255;
/** A first call that has not answered after this long died; the next one takes over. */
const ABANDONED_AFTER_MS = 60_000;
const KEPT_MS = 24 * 60 * 60 * 1000;

/** One attempt at a write. Its time tells it from another attempt with the same key that took over. */
interface Attempt {
  key: string;
  claimedAt: Date;
  /** Of the answer that the write will get. */
  status: number;
  kept: boolean;
}

const current = new AsyncLocalStorage<Attempt>();

const ownRow = ({ key, claimedAt }: Attempt) => ({
  key,
  createdAt: claimedAt,
  responseStatus: null,
});

/**
 * Keeps the answer of an idempotent route beside its key, in the transaction of the write itself: neither is there
 * without the other, whenever the process dies. Throws `conflict`, and so undoes the write, when another attempt took
 * over meanwhile. Does nothing for a call without a key. Returns the answer.
 */
export async function keepAnswer<T>(tx: TenantTransaction, answer: T): Promise<T> {
  const attempt = current.getStore();
  if (!attempt) return answer;
  const { count } = await tx.idempotencyKey.updateMany({
    where: ownRow(attempt),
    data: { responseStatus: attempt.status, responseBody: JSON.stringify(answer) },
  });
  if (count === 0) throw stillAtWork();
  attempt.kept = true;
  return answer;
}

function stillAtWork(): AppError {
  return new AppError("conflict", "Another request with this Idempotency-Key is at work.", {
    retryAfterSeconds: 1,
  });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function replay(status: number, body: string | null): Response {
  return new Response(body, {
    status,
    headers: { "content-type": "application/json", "idempotent-replayed": "true" },
  });
}

async function claim(
  context: TenantContext,
  { key, claimedAt }: Attempt,
  requestHash: string,
): Promise<Response | undefined> {
  return withTenant(context, async (tx) => {
    const { count } = await tx.idempotencyKey.createMany({
      data: { ...ownedBy(context), key, requestHash, createdAt: claimedAt },
      skipDuplicates: true,
    });
    if (count === 1) return undefined;
    const first = await tx.idempotencyKey.findFirst({ where: { key } });
    if (!first) throw stillAtWork();
    if (first.requestHash !== requestHash) {
      throw new AppError("invalid_input", "This Idempotency-Key was used for another request.", {
        field: "Idempotency-Key",
      });
    }
    if (first.responseStatus !== null) return replay(first.responseStatus, first.responseBody);
    const { count: taken } = await tx.idempotencyKey.updateMany({
      where: {
        key,
        createdAt: { lt: new Date(Date.now() - ABANDONED_AFTER_MS) },
        responseStatus: null,
      },
      data: { createdAt: claimedAt },
    });
    if (taken === 1) return undefined;
    throw stillAtWork();
  });
}

/** Forgets answers older than 24 hours. Returns how many. */
export async function pruneIdempotencyKeys(scope: Scope): Promise<number> {
  const before = new Date(Date.now() - KEPT_MS);
  const { count } = await withTenant(scope, (tx) =>
    tx.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } }),
  );
  return count;
}

/**
 * Runs a write once for each Idempotency-Key of a caller and answers its repeats for 24 hours with the first answer. The
 * write hands its answer to `keepAnswer`. A write that failed is forgotten, so that it can be tried again. Throws
 * `invalid_input` when the key comes with another request and `conflict` while the first one is at work.
 */
export async function withIdempotency(
  { context, request, status }: { context: TenantContext; request: Request; status: number },
  describe: () => unknown,
  run: () => Promise<Response>,
): Promise<Response> {
  const given = request.headers.get("idempotency-key");
  if (given === null) return run();
  if (given.length === 0 || given.length > MAX_KEY_LENGTH) {
    throw new AppError("invalid_input", "An Idempotency-Key has 1 to 255 characters.", {
      field: "Idempotency-Key",
    });
  }
  const path = new URL(request.url).pathname;
  const requestHash = sha256(`${request.method} ${path} ${JSON.stringify(await describe())}`);
  const key = sha256(`${context.actor.id} ${given}`);
  const attempt: Attempt = { key, claimedAt: new Date(), status, kept: false };
  const earlier = await claim(context, attempt, requestHash);
  if (earlier) return earlier;
  try {
    const response = await current.run(attempt, run);
    if (!attempt.kept) throw new Error("An idempotent write did not keep its answer");
    return response;
  } catch (error) {
    // What was kept stays: then the write is there, and only what came after it failed.
    await withTenant(context, (tx) => tx.idempotencyKey.deleteMany({ where: ownRow(attempt) }));
    throw error;
  }
}
