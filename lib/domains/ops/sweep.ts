import "server-only";
import { pruneAccountTokens } from "@/lib/domains/access/mailbox/request-service";
import { pruneSessions } from "@/lib/domains/access/session-service";
import { sweepChat } from "@/lib/domains/chat/sweep-service";
import { startDueSummary } from "@/lib/domains/insights/summary/start-service";
import { sweepKnowledge } from "@/lib/domains/knowledge/sweep-service";
import { sweepGaps } from "@/lib/domains/quality/gaps/cluster-service";
import { sweepTests } from "@/lib/domains/quality/tests/run-service";
import { pruneIdempotencyKeys } from "@/lib/http/idempotency";
import { pruneRateLimits } from "@/lib/http/rate-limit";
import type { Scope } from "@/lib/platform/db/scope";
import { log } from "@/lib/platform/log/log";
import type { PageVisit } from "@/lib/core/page-visit";
import { visitPage } from "@/lib/platform/db/visit-page";
import { listOrganizations } from "./repository";
import { handOnUnheard } from "./unheard-jobs-service";

/** So many in one step, which is repeated as a whole when it is cut off. */
const PAGE = 50;

const SWEEPS = [
  pruneIdempotencyKeys,
  sweepChat,
  sweepKnowledge,
  handOnUnheard,
  sweepGaps,
  sweepTests,
  (scope: Scope) => startDueSummary(scope, new Date()),
];

/** Removes what belongs to no tenant and has expired. */
export async function sweepShared(): Promise<void> {
  await pruneRateLimits();
  await pruneSessions();
  await pruneAccountTokens();
}

/** What of one organization fails is tried again at the next sweep. Returns whether all went well. */
async function sweepOne(scope: Scope, signal: AbortSignal): Promise<boolean> {
  let isClean = true;
  for (const sweep of SWEEPS) {
    try {
      signal.throwIfAborted();
      await sweep(scope, signal);
    } catch (error) {
      isClean = false;
      log.error("an organization could not be swept", error, {
        organization_id: scope.organizationId,
      });
    }
  }
  return isClean;
}

/**
 * Visits the organizations that follow `after` by id, each in its own context and each for so long at most, and ends or
 * resumes what was left behind in them. None keeps the others waiting. Throws the signal's reason when it aborts.
 */
export function sweepPage(after: string | undefined, signal: AbortSignal): Promise<PageVisit> {
  return visitPage({
    list: async () =>
      (await listOrganizations(after, PAGE)).map((scope) => ({
        ...scope,
        id: scope.organizationId,
      })),
    size: PAGE,
    visit: sweepOne,
    signal,
  });
}
