import type { Exchange } from "../chat/exchange";
import type { ServerMessage } from "./visitor-events";

/** A message of a person who answers. */
export interface MemberMessage {
  id: string;
  at: number;
  text: string;
  authorName?: string;
}

/** What the panel knows of a conversation. */
export interface Messages {
  exchanges: readonly Exchange[];
  members: readonly MemberMessage[];
  /** Answers whose questions are on an earlier page: a page may begin between the two. */
  unmatched: readonly ServerMessage[];
}

export type Entry =
  | { kind: "exchange"; key: string; exchange: Exchange }
  | { kind: "member"; key: string; message: MemberMessage };

function withQuestion(exchanges: readonly Exchange[], message: ServerMessage): Exchange[] {
  const { id, at, text, clientMessageId = id } = message;
  const told = { questionId: id, at };
  const found = exchanges.some((one) => one.clientMessageId === clientMessageId);
  if (found)
    return exchanges.map((one) =>
      one.clientMessageId === clientMessageId ? { ...one, ...told } : one,
    );
  const added: Exchange = {
    ...{ ...told, clientMessageId, question: text },
    ...{ phase: "done", text: "", citations: [] },
  };
  return [...exchanges, added];
}

/** An answer is left to the request that is under way for it, which shows it word by word. */
const takesAnswer = ({ phase }: Exchange) => phase === "done" || phase === "failed";

function withAnswer(exchanges: readonly Exchange[], message: ServerMessage): Exchange[] {
  const { id: messageId, text, citations, outcome, quoted, rating } = message;
  return exchanges.map((one): Exchange => {
    if (one.questionId !== message.replyToId || !takesAnswer(one)) return one;
    const answer = { messageId, outcome, quoted };
    return { ...one, phase: "done", text, citations, answer, rating, failure: undefined };
  });
}

/** Takes in what the server tells; a message that is known is never shown twice. */
export function merge(known: Messages, told: readonly ServerMessage[]): Messages {
  let { exchanges, members } = known;
  const answers = new Map(known.unmatched.map((answer) => [answer.id, answer]));
  for (const message of told) {
    const { id, at, text, authorName } = message;
    if (message.role === "visitor") exchanges = withQuestion(exchanges, message);
    else if (message.role === "assistant") answers.set(id, message);
    else members = [...members.filter((one) => one.id !== id), { id, at, text, authorName }];
  }
  const unmatched: ServerMessage[] = [];
  for (const answer of answers.values()) {
    const asked = exchanges.some(({ questionId }) => questionId && questionId === answer.replyToId);
    if (asked) exchanges = withAnswer(exchanges, answer);
    else unmatched.push(answer);
  }
  return { exchanges, members, unmatched };
}

/**
 * The question that was still being answered when the page went away, queued so that it is asked again under its old id;
 * none while a person answers, or after one has.
 */
export function resumeLast({ exchanges, members }: Messages): readonly Exchange[] {
  const last = exchanges.at(-1);
  if (!last || last.answer || last.clientMessageId === last.questionId) return exchanges;
  if (members.some(({ at }) => at > (last.at ?? 0))) return exchanges;
  return [...exchanges.slice(0, -1), { ...last, phase: "queued" }];
}

/** All in the order in which it came to the server; what is not there yet comes last. */
export function entriesOf({ exchanges, members }: Messages): Entry[] {
  const entries: (Entry & { at: number })[] = [
    ...exchanges.map((exchange) => ({
      kind: "exchange" as const,
      key: exchange.clientMessageId,
      at: exchange.at ?? Infinity,
      exchange,
    })),
    ...members.map((message) => ({
      kind: "member" as const,
      key: message.id,
      at: message.at,
      message,
    })),
  ];
  return entries.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
}
