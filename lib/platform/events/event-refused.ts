import "server-only";
import { AppError } from "@/lib/core/errors";
import { FailedAnswer } from "@/lib/platform/resilience/fetch-outside";
import { blameOf, type Blame } from "@/lib/platform/resilience/outcome";

const REASON = "event_refused";

/**
 * The engine answers in JSON, which a self-hosted Inngest calls plain text; a page of a proxy's on the way to it says
 * nothing of the event.
 */
const isOwnAnswer = ({ headers }: Response) =>
  /json|text\/plain/.test(headers.get("content-type") ?? "");

/** Whom an answer of the engine's address counts for, where its status does not tell. */
export function blameOfAnswer(error: unknown): Blame | undefined {
  return error instanceof FailedAnswer && !isOwnAnswer(error.response) ? "dependency" : undefined;
}

/**
 * Throws when the engine itself says that it will not have the events as they are: it is at work and knows the key, and
 * would say so again. Everything else is left to the engine's client.
 */
export function throwIfRefused(answer: Response): void {
  const { status } = answer;
  if (status < 400 || !isOwnAnswer(answer)) return;
  if (blameOf({ status }, "installation") !== "tenant") return;
  throw new AppError("upstream_failed", "The job engine does not take the job.", {
    internal: `the job engine refused an event with ${status}`,
    details: { reason: REASON, status },
  });
}

/** The status of the engine's refusal of an event; undefined for every other error. */
export function refusalOf(error: unknown): number | undefined {
  if (!(error instanceof AppError) || error.details?.["reason"] !== REASON) return undefined;
  const status = error.details["status"];
  return typeof status === "number" ? status : undefined;
}
