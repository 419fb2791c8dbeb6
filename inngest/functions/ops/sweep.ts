import "server-only";
import { inngestClient } from "@/lib/platform/events/client";
import { sweepOrganizations, sweepShared } from "@/lib/domains/ops/sweep";

/** Every quarter of an hour: removes what has expired and picks up what was left behind. Retries twice. */
export const sweep = () =>
  inngestClient().createFunction(
    {
      id: "ops-sweep",
      triggers: [{ cron: "*/15 * * * *" }],
      retries: 2,
      concurrency: [{ limit: 1 }],
    },
    async ({ step }) => {
      const shared = await step.run("shared", () => sweepShared());
      const organizations = await step.run("organizations", () => sweepOrganizations());
      return { shared, organizations };
    },
  );
