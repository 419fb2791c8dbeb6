import { readIdentity, type Identity } from "./identity";

/** What the page that holds the panel tells it. */
export type HostMessage =
  | { frontdesk: "open" }
  /** Who the visitor is, as the page says; null when nobody is signed in there any more. */
  | { frontdesk: "identify"; identity: Identity | null }
  | { frontdesk: "ask"; question: string }
  /** The page changed its language without being loaded anew. */
  | { frontdesk: "language"; language: string }
  /** The visitor is done here: what was kept of the conversation is to be forgotten. */
  | { frontdesk: "shutdown" };

const PANEL_KINDS = ["ready", "close", "message", "handoff"] as const;

/**
 * What the panel tells the page: it is there, it wants to be closed, an answer or a person's message is there, a person was
 * asked for. Never what was said: any script of the page could read it.
 */
export interface PanelMessage {
  frontdesk: (typeof PANEL_KINDS)[number];
}

interface Incoming {
  data: unknown;
  origin: string;
  source: unknown;
}

const MAX_QUESTION = 4_000;

/** Of what is no object there are none, or none that anybody asks for. */
const fieldsOf = (data: unknown): Record<string, unknown> => ({ ...(data as object | null) });

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
  const { frontdesk } = fieldsOf(event.data);
  return PANEL_KINDS.find((kind) => kind === frontdesk);
}

/** A message that the page sent to the panel, or undefined; the page's origin must be an allowed one. */
export function readHostMessage(
  event: Incoming,
  parent: unknown,
  allowedOrigins: readonly string[],
): HostMessage | undefined {
  if (event.source !== parent || !allowedOrigins.includes(event.origin)) return undefined;
  const { frontdesk, question, identity, language } = fieldsOf(event.data);
  if (frontdesk === "open" || frontdesk === "shutdown") return { frontdesk };
  if (frontdesk === "ask" && typeof question === "string" && question.length <= MAX_QUESTION)
    return { frontdesk, question };
  if (frontdesk === "language" && typeof language === "string" && /^[a-z]{2}$/.test(language))
    return { frontdesk, language };
  if (frontdesk !== "identify" || identity === undefined) return undefined;
  // One that names nobody takes the place of who was there: else a page would go on asking in an earlier person's name.
  return { frontdesk, identity: readIdentity(identity) ?? null };
}
