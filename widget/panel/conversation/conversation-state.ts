import type { Exchange } from "../chat/exchange";
import type { MemberMessage } from "./merge";
import type { LiveState, ServerMessage } from "./visitor-events";

/** What the panel shows of a conversation. */
export interface ConversationState {
  exchanges: readonly Exchange[];
  members: readonly MemberMessage[];
  /** Answers whose questions are on an earlier page. */
  unmatched: readonly ServerMessage[];
  /** Questions that wait for the visitor's consent: not sent and not kept. */
  pending: readonly string[];
  consented: boolean;
  history: "none" | "loading" | "failed" | "ready";
  /** For the page of messages before the ones shown. */
  before?: string;
  /** What became of asking for that page. */
  older?: "loading" | "failed";
  live?: LiveState;
  /** A person has answered, and the assistant does again; until the visitor writes. */
  handedBack: boolean;
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
  unmatched: [],
  pending: [],
  consented: false,
  history: "none",
  connected: true,
  begun: false,
  handedBack: false,
  unavailable: false,
};

/** What changes when the server tells who answers now. */
export function afterState(
  { live, handedBack }: ConversationState,
  told: LiveState,
): Pick<ConversationState, "live" | "handedBack"> {
  const byAssistant = told.handledBy === "assistant";
  return { live: told, handedBack: byAssistant && (handedBack || live?.handledBy === "person") };
}
