import "server-only";
import { env } from "@/lib/env";
import { log } from "@/lib/platform/log/log";
import { findRoleFaults } from "@/lib/platform/db/role-check";
import { startRelay } from "@/lib/platform/events/relay";
import { checkStripe } from "@/lib/platform/stripe/check-stripe";
import { startBreakerPublisher } from "./breaker-publisher";
import { flushErrorReports, startErrorReports } from "@/lib/platform/telemetry/report-error";
import { flushTelemetry, startTelemetry } from "@/lib/platform/telemetry/start";
import { beginShutdown } from "./readiness";
import { undelivered } from "./undelivered-service";
import { watchFigures } from "./watch-figures";

async function refuseUnsafeRoles(): Promise<void> {
  let faults: string[];
  try {
    faults = await findRoleFaults();
  } catch (error) {
    // A database that is away now may come; readiness says so until then.
    log.error("the database could not be asked for its roles", error);
    return;
  }
  const unsafe = faults.filter((fault) => !fault.includes("is missing"));
  if (unsafe.length === 0) return;
  log.error(`Refusing to start: ${unsafe.join(" ")} Tenants would not be isolated.`, undefined);
  process.exit(1);
}

/** Checks the configuration and the database's roles, then begins to relay events. Ends the process when it is unsafe. */
export async function startProcess(): Promise<void> {
  env();
  await startTelemetry();
  await startErrorReports();
  watchFigures();
  await refuseUnsafeRoles();
  const relay = startRelay(undelivered);
  const breakers = startBreakerPublisher();
  void checkStripe();
  // The server waits for it between its last answer and its exit.
  Object.assign(globalThis, {
    frontdeskLastWords: async () => {
      await relay.stop();
      await Promise.all([flushTelemetry(), flushErrorReports()]);
    },
  });
  process.once("SIGTERM", () => {
    beginShutdown();
    void breakers.stop();
  });
}
