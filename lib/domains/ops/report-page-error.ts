import "server-only";
import { toProblem } from "@/lib/http/problem";
import { log } from "@/lib/platform/log/log";
import { reportError } from "@/lib/platform/telemetry/report-error";

/** Logs and reports what rendering a page threw. What the person asked for in vain (not found, signed out) is no failure. */
export function reportPageError(error: unknown): void {
  if (toProblem(error, "").status < 500) return;
  log.error("page failed", error);
  reportError(error);
}
