import "server-only";
import { sweepPage, sweepShared } from "@/lib/domains/ops/sweep";
import { defineSchedule } from "../../define-job";
import { eachPage } from "../../each-page";

/**
 * Every quarter of an hour: removes what has expired and picks up what was left behind, a page of organizations in a
 * step. Retries each step twice with exponential backoff and jitter. What is removed is gone for a second sweep; a job
 * that is picked up is reopened by its row, once.
 */
export const sweep = defineSchedule({
  id: "ops-sweep",
  service: "ops",
  cron: "*/15 * * * *",
  retries: 2,
  stepDeadlineMs: 300_000,
  uniqueKey: "job (tenant_id, organization_id, id), by its round; event of a round, by its id",
  atEnd: "What is left waits for the next run.",
  handler: async (step) => {
    // What it cannot remove waits for the next sweep, and keeps no organization from this one.
    await step.runOrElse("shared", sweepShared, {
      id: "shared-left",
      body: () => Promise.resolve(),
    });
    await eachPage(step, sweepPage);
  },
});
