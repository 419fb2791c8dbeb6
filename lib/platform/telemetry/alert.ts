import "server-only";
import { log } from "@/lib/platform/log/log";
import { reportAlert } from "./report-error";

/** What operators are told of at once. */
export type AlertName = "circuit_opened" | "payment_provider_failed" | "job_dead_letter";

/** Tells the operators: a line of the log at level error that has `alert`, by which log watchers page, and a message to the place for errors. Ids and counts only. */
export function alertOperators(
  alert: AlertName,
  message: string,
  fields: Record<string, string | number | boolean | null | undefined>,
  error?: unknown,
): void {
  log.error(message, error, { ...fields, alert });
  reportAlert(message, { ...fields, alert });
}
