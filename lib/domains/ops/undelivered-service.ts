import "server-only";
import { giveUpIndexing } from "@/lib/domains/knowledge/ingestion/stop-service";
import type { Undelivered } from "@/lib/platform/events/relay";
import { alertOperators } from "@/lib/platform/telemetry/alert";
import { countRefusedEvent } from "@/lib/platform/telemetry/metrics";
import { failRun, noteFailure, roundOf } from "./runs-service";

const STAGE = "send";
const REFUSED = {
  code: "event_refused",
  message: "The job engine did not take this job. Have it done again.",
};
const DELAYED = {
  code: "unavailable",
  message: "The job engine does not take this job yet. It is handed over as soon as it can be.",
};

/**
 * What becomes of the jobs whose events the engine does not take: one that it refuses is a dead letter, which its owner
 * can have done again; one that cannot be handed over for some minutes says so while it waits.
 */
export const undelivered: Undelivered = {
  refused: async ({ id, name, data }, status) => {
    const run = roundOf(data);
    if (run) {
      await noteFailure(run, { ...REFUSED, stage: STAGE, isRetried: false });
      await failRun(run, (tx) => giveUpIndexing(tx, run.jobId, REFUSED));
    }
    countRefusedEvent(status);
    alertOperators("job_dead_letter", "the job engine refuses an event, which is given up", {
      event_id: id,
      event_name: name,
      job_id: run?.jobId,
      status,
    });
  },
  delayed: async ({ data }) => {
    const run = roundOf(data);
    if (run) await noteFailure(run, { ...DELAYED, stage: STAGE, isRetried: true });
  },
};
