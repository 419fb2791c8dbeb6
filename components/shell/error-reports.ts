import type { ErrorEvent } from "@sentry/nextjs";
import { ownFile } from "@/lib/core/own-file";
import { safeErrorText } from "@/lib/core/safe-error-text";

/** Set on the document by the root layout when the operator has a place for errors. */
interface Told {
  errorReports?: string;
  traceId?: string;
}

/** What a page may tell of its own error: class, place in the code and trace id, and nothing that stood on the page. */
function scrubbed(event: ErrorEvent, traceId: string | undefined): ErrorEvent {
  const values = (event.exception?.values ?? []).map(({ type = "Error", value = "", ...rest }) => ({
    type,
    value: safeErrorText(type, value) ?? "",
    stacktrace: {
      frames: (rest.stacktrace?.frames ?? []).map(
        ({ filename, function: name, lineno, colno }) => ({
          ...(filename !== undefined && { filename: ownFile(filename, location.href) }),
          ...(name !== undefined && { function: name }),
          ...(lineno !== undefined && { lineno }),
          ...(colno !== undefined && { colno }),
        }),
      ),
    },
  }));
  return {
    type: undefined,
    level: "error",
    platform: "javascript",
    ...(event.event_id && { event_id: event.event_id }),
    ...(event.timestamp && { timestamp: event.timestamp }),
    tags: { service: "web", ...(traceId && { trace_id: traceId }) },
    exception: { values },
  };
}

/**
 * Has this page's errors told to the operator's Sentry. Without one nothing is loaded: what it takes is a file of its own,
 * of this site.
 */
export async function startErrorReports(): Promise<void> {
  const { errorReports: dsn, traceId }: Told = document.documentElement.dataset;
  if (!dsn) return;
  const { captureException, globalHandlersIntegration, init } = await import("@sentry/nextjs");
  init({
    dsn,
    defaultIntegrations: false,
    integrations: [globalHandlersIntegration()],
    sendDefaultPii: false,
    sendClientReports: false,
    beforeSend: (event) => scrubbed(event, traceId),
  });
  window.addEventListener("frontdesk:error", ({ detail }: CustomEventInit<unknown>) => {
    captureException(detail);
  });
}

/** Tells of an error that a page caught, to put its own words in its place. */
export function tellOfError(error: unknown): void {
  window.dispatchEvent(new CustomEvent("frontdesk:error", { detail: error }));
}
