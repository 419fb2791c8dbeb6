import type { Exchange } from "../chat/exchange";
import type { MemberMessage } from "./merge";
import type { LiveState } from "./visitor-events";

/** What the panel shows of a conversation. */
export interface ConversationState {
  exchanges: readonly Exchange[];
  members: readonly MemberMessage[];
  /** A question that waits for the visitor's consent: not sent and not kept. */
  pending?: string;
  consented: boolean;
  history: "none" | "loading" | "failed" | "ready";
  /** For the page of messages before the ones shown. */
  before?: string;
  live?: LiveState;
  /** Whether news come; true while there is nothing to follow. */
  connected: boolean;
  /** There is a conversation to follow, mail or delete. */
  begun: boolean;
  notice?: "ended" | "deleted" | "personSent";
  /** The key was revoked, or this site is allowed no more. */
  unavailable: boolean;
}

/** Before the first message. */
export const emptyConversation: ConversationState = {
  exchanges: [],
  members: [],
  consented: false,
  history: "none",
  connected: true,
  begun: false,
  unavailable: false,
};
