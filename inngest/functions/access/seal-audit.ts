import "server-only";
import { sealPage } from "@/lib/domains/access/audit/seal-service";
import { defineSchedule } from "../../define-job";
import { eachPage } from "../../each-page";

/**
 * Every five minutes: seals what was added to the tenants' audit logs, a page of tenants in a step. Retries a page twice
 * with exponential backoff and jitter; what is sealed stays so, and of two at once one finds the sequence taken.
 */
export const sealAudit = defineSchedule({
  id: "access-seal-audit",
  service: "web",
  cron: "*/5 * * * *",
  retries: 2,
  stepDeadlineMs: 300_000,
  uniqueKey: "audit_seal (tenant_id, sequence)",
  atEnd: "The rows wait unsealed for the next run.",
  handler: (step) => eachPage(step, sealPage),
});
