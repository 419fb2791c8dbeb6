import "server-only";
import { beginSync, finishSync, visitNext } from "@/lib/domains/knowledge/sources/sync-service";
import { keepWhatWasRead } from "@/lib/domains/knowledge/sources/stop-service";
import { defineJob } from "../../define-job";

/** No site has more pages in line at once; a run that went on and on would be a fault of ours. */
const MOST_VISITS = 250;

/**
 * Reads a website page by page: finds its pages, visits each in a step of its own and has what changed indexed a few at a
 * time. A site that is at fault ends the job with the reason and uses up no attempt. Retries each step three times with
 * exponential backoff and jitter. Delivered twice it finds each page visited; what a visit writes, it writes with the
 * page's status in one transaction.
 */
export const syncSite = defineJob({
  id: "knowledge-sync-site",
  service: "kb",
  event: "knowledge/source.sync",
  retries: 3,
  concurrency: { limit: 1, key: "tenantId" },
  // A page has 15 seconds and may be asked for after ten; or a sitemap with all that it names.
  stepDeadlineMs: 300_000,
  uniqueKey: "source_page (tenant_id, organization_id, source_id, url)",
  atEnd: "What was read is indexed; the rest waits for the next sync.",
  settle: (job) => (tx) => keepWhatWasRead(tx, job, job.sourceId),
  handler: async (job, step) => {
    let waiting = await step.run("find-pages", (signal) => beginSync(job, signal));
    for (let visit = 0; waiting > 0 && visit < MOST_VISITS; visit += 1) {
      waiting = await step.run(`page-${visit}`, (signal) => visitNext(job, signal));
    }
    await step.run("finish", () => finishSync(job));
  },
});
