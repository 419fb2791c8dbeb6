import "server-only";
import { pruneAccountTokens } from "@/lib/domains/access/mailbox/request-service";
import { pruneSessions } from "@/lib/domains/access/session-service";
import { sweepChat } from "@/lib/domains/chat/sweep-service";
import { sweepKnowledge } from "@/lib/domains/knowledge/sweep-service";
import { pruneIdempotencyKeys } from "@/lib/http/idempotency";
import { pruneRateLimits } from "@/lib/http/rate-limit";
import type { Scope } from "@/lib/platform/db/scope";
import { log } from "@/lib/platform/log/log";
import { listOrganizations } from "./repository";

const PAGE = 200;

/** Removes what belongs to no tenant and has expired. Returns how many rows. */
export async function sweepShared(): Promise<number> {
  return (await pruneRateLimits()) + (await pruneSessions()) + (await pruneAccountTokens());
}

/** What fails in one organization is tried again at the next sweep and keeps none of the others waiting. */
async function sweepOne(scope: Scope): Promise<void> {
  for (const sweep of [pruneIdempotencyKeys, sweepChat, sweepKnowledge]) {
    try {
      await sweep(scope);
    } catch (error) {
      log.error("an organization could not be swept", error, {
        organization_id: scope.organizationId,
      });
    }
  }
}

/** Visits every organization in its own context and ends or resumes what was left behind. Returns how many visited. */
export async function sweepOrganizations(): Promise<number> {
  let visited = 0;
  let after: string | undefined;
  for (;;) {
    const page = await listOrganizations(after, PAGE);
    for (const scope of page) await sweepOne(scope);
    visited += page.length;
    after = page.at(-1)?.organizationId;
    if (page.length < PAGE) return visited;
  }
}
