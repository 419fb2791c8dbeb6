export type HostMessage = { frontdesk: "open" };
export type PanelMessage = { frontdesk: "ready" } | { frontdesk: "close" };

interface Incoming {
  data: unknown;
  origin: string;
  source: unknown;
}

function kindOf(data: unknown): unknown {
  return typeof data === "object" && data !== null && "frontdesk" in data
    ? data.frontdesk
    : undefined;
}

/**
 * A message that the panel sent to the page, or undefined. Anybody can post to a window: only the
 * frame that we made, while it still shows our origin, is listened to.
 */
export function readPanelMessage(
  event: Incoming,
  frame: unknown,
  frontdeskOrigin: string,
): PanelMessage["frontdesk"] | undefined {
  if (!frame || event.source !== frame || event.origin !== frontdeskOrigin) return undefined;
  const kind = kindOf(event.data);
  return kind === "ready" || kind === "close" ? kind : undefined;
}

/** A message that the page sent to the panel, or undefined; the page's origin must be an allowed one. */
export function readHostMessage(
  event: Incoming,
  parent: unknown,
  allowedOrigins: readonly string[],
): HostMessage["frontdesk"] | undefined {
  if (event.source !== parent || !allowedOrigins.includes(event.origin)) return undefined;
  return kindOf(event.data) === "open" ? "open" : undefined;
}
