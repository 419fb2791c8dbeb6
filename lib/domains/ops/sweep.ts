import "server-only";
import { pruneSessions } from "@/lib/domains/access/session-service";
import { sweepChat } from "@/lib/domains/chat/sweep-service";
import { resumeEmbedding } from "@/lib/domains/knowledge/ingestion/service";
import { pruneIdempotencyKeys } from "@/lib/http/idempotency";
import { pruneRateLimits } from "@/lib/http/rate-limit";
import { listOrganizations } from "./repository";

const PAGE = 200;

/** Removes what belongs to no tenant and has expired. Returns how many rows. */
export async function sweepShared(): Promise<number> {
  return (await pruneRateLimits()) + (await pruneSessions());
}

/** Visits every organization in its own context and ends or resumes what was left behind. Returns how many visited. */
export async function sweepOrganizations(): Promise<number> {
  let visited = 0;
  let after: string | undefined;
  for (;;) {
    const page = await listOrganizations(after, PAGE);
    for (const scope of page) {
      await pruneIdempotencyKeys(scope);
      await sweepChat(scope);
      await resumeEmbedding(scope);
    }
    visited += page.length;
    after = page.at(-1)?.organizationId;
    if (page.length < PAGE) return visited;
  }
}
