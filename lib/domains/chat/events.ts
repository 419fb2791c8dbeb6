import type { ServerEvent } from "@/lib/http/sse";
import type { ChatAnswer } from "./schema";

export type ChatEvent =
  | { type: "token"; text: string; attempt: number; offset: number }
  | { type: "done"; answer: ChatAnswer };

/** Where a reader was cut off: `<attempt>.<characters seen>`. */
export interface Position {
  attempt: number;
  offset: number;
}

export function parsePosition(lastEventId: string | null): Position | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})$/.exec(lastEventId ?? "");
  return match ? { attempt: Number(match[1]), offset: Number(match[2]) } : undefined;
}

// Words with the space before them: small enough to read along, and never half a character.
const WORD = /\s*\S+\s*$|\s*\S+/gu;

/** A finished answer as the tokens after a position; from its beginning when the position is of another attempt. */
export function* tokensOf(
  text: string,
  attempt: number,
  after: Position | undefined,
): Generator<ChatEvent> {
  const from = after?.attempt === attempt && after.offset <= text.length ? after.offset : 0;
  for (const match of text.slice(from).matchAll(WORD)) {
    const offset = from + match.index + match[0].length;
    yield { type: "token", text: match[0], attempt, offset };
  }
}

/** The wire form of an event: tokens, then each citation, then the whole answer. */
export function* toServerEvents(event: ChatEvent): Generator<ServerEvent> {
  if (event.type === "token") {
    yield { event: "token", data: { text: event.text }, id: `${event.attempt}.${event.offset}` };
    return;
  }
  for (const citation of event.answer.citations) yield { event: "citation", data: citation };
  yield { event: "done", data: event.answer };
}
