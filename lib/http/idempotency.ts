import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";

const MAX_KEY_LENGTH = 255;
/** A first call that has not answered after this long died; the next one takes over. */
const ABANDONED_AFTER_MS = 60_000;
const KEPT_MS = 24 * 60 * 60 * 1000;

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
  key: string,
  requestHash: string,
): Promise<Response | undefined> {
  return withTenant(context, async (tx) => {
    const { count } = await tx.idempotencyKey.createMany({
      data: { ...ownedBy(context), key, requestHash },
      skipDuplicates: true,
    });
    if (count === 1) return undefined;
    const first = await tx.idempotencyKey.findFirst({ where: { key } });
    if (!first)
      throw new AppError("conflict", "The first request is still at work.", {
        retryAfterSeconds: 1,
      });
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
      data: { createdAt: new Date() },
    });
    if (taken === 1) return undefined;
    throw new AppError("conflict", "The first request with this key is still at work.", {
      retryAfterSeconds: 1,
    });
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
 * Runs a write once for each Idempotency-Key of a caller and answers its repeats for 24 hours with the first answer.
 * A write that failed is forgotten, so that it can be tried again. Throws `invalid_input` when the key comes with
 * another request and `conflict` while the first one is at work.
 */
export async function withIdempotency(
  context: TenantContext,
  request: Request,
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
  const key = sha256(`${context.actor.id} ${given}`);
  const path = new URL(request.url).pathname;
  const earlier = await claim(
    context,
    key,
    sha256(`${request.method} ${path} ${JSON.stringify(await describe())}`),
  );
  if (earlier) return earlier;
  let response: Response;
  try {
    response = await run();
  } catch (error) {
    await withTenant(context, (tx) => tx.idempotencyKey.deleteMany({ where: { key } }));
    throw error;
  }
  const answered = await response.clone().text();
  await withTenant(context, (tx) =>
    tx.idempotencyKey.updateMany({
      where: { key },
      data: {
        responseStatus: response.status,
        responseBody: answered || null,
      },
    }),
  );
  return response;
}
