import "server-only";
import { sealAuditLogs } from "@/lib/domains/access/audit/seal-service";
import { inngestClient } from "@/lib/platform/events/client";

/** Every five minutes: seals what was added to the tenants' audit logs. Retries twice; what is sealed stays so. */
export const sealAudit = () =>
  inngestClient().createFunction(
    {
      id: "access-seal-audit",
      triggers: [{ cron: "*/5 * * * *" }],
      retries: 2,
      concurrency: [{ limit: 1 }],
    },
    async ({ step }) => ({ sealed: await step.run("seal", () => sealAuditLogs()) }),
  );
