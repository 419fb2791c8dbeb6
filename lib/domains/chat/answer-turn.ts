import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { withTenant } from "@/lib/platform/db/transaction";
import { log } from "@/lib/platform/log/log";
import type { TenantContext } from "@/lib/tenancy/context";
import {
  claimAnswer,
  keepAnswerAlive,
  SIGN_OF_LIFE_MS,
  type StoredAnswer,
} from "./answer-repository";
import type { Exchange } from "./open-exchange";

const LOOK_EVERY_MS = 250;

/**
 * The exchange's answer once it is complete, withdrawn, or this request's to write. While another request writes it, this one
 * waits: a repeat that comes before the first call has ended costs no second answer. Rejects when the signal aborts.
 */
export async function awaitTurn(
  context: TenantContext,
  { questionId }: Pick<Exchange, "questionId">,
  begun: StoredAnswer,
  signal: AbortSignal,
): Promise<StoredAnswer> {
  let answer = begun;
  while (!answer.mine && answer.state !== "complete" && answer.state !== "withdrawn") {
    await sleep(LOOK_EVERY_MS, undefined, { signal });
    answer = await withTenant(context, (tx) => claimAnswer(tx, questionId));
  }
  return answer;
}

/** Lets requests that wait for this answer know that its writer lives. Returns what stops that. */
export function sayAlive(context: TenantContext, { id, attempt }: StoredAnswer): () => void {
  const say = async () => {
    try {
      await withTenant(context, (tx) => keepAnswerAlive(tx, id, attempt));
    } catch (error) {
      log.warn("an answer's sign of life was not kept; another request may take it over", {
        error_class: error instanceof Error ? error.name : typeof error,
      });
    }
  };
  const timer = setInterval(() => void say(), SIGN_OF_LIFE_MS);
  return () => clearInterval(timer);
}
