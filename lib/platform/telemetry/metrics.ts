import "server-only";
import { metrics, type Histogram } from "@opentelemetry/api";

// Until the exporter is there the API hands out meters that do nothing, for good: instruments are asked for at use.
export const meter = () => metrics.getMeter("frontdesk");

const SECONDS = {
  unit: "s",
  advice: {
    explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
};
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** A histogram of durations in seconds. */
export const seconds = (name: string): Histogram => meter().createHistogram(name, SECONDS);

/** One answered request: `route` is a pattern and never an address. */
export function recordRequest(request: {
  method: string;
  route: string;
  status: number;
  milliseconds: number;
}): void {
  const { method, route, status, milliseconds } = request;
  seconds("http.server.request.duration").record(milliseconds / 1_000, {
    "http.request.method": METHODS.has(method) ? method : "_OTHER",
    "http.route": route,
    "http.response.status_code": status,
    "frontdesk.status_class": `${Math.floor(status / 100)}xx`,
  });
}

/** One server action, by its part of the product and how it ended. */
export function recordAction(action: {
  service: string;
  status: number;
  milliseconds: number;
}): void {
  const { service, status, milliseconds } = action;
  seconds("frontdesk.action.duration").record(milliseconds / 1_000, {
    "frontdesk.service": service,
    "frontdesk.status_class": `${Math.floor(status / 100)}xx`,
  });
}

/** One job that has ended, by what it was for and how. */
export function countJobEnd(kind: string, status: string): void {
  meter()
    .createCounter("frontdesk.job.ends", { unit: "{job}" })
    .add(1, { "frontdesk.job.kind": kind, "frontdesk.job.status": status });
}

/** One event that the job engine refused until it was given up, by the status of its answer. */
export function countRefusedEvent(status: number): void {
  meter()
    .createCounter("frontdesk.outbox.refused", { unit: "{event}" })
    .add(1, { "http.response.status_code": status });
}

/**
 * Has figures read each time that metrics are handed on: `read` resolves with values, each with the few names that tell it
 * from the others. One that cannot be read is missing then, and the next time is another.
 */
export function observe(
  name: string,
  unit: string,
  read: () => Promise<readonly { value: number; of?: Record<string, string> }[]>,
): void {
  const gauge = meter().createObservableGauge(name, { unit });
  gauge.addCallback(async (result) => {
    for (const { value, of } of await read()) result.observe(value, of);
  });
}
