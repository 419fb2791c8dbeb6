import { parseCursor, type Answer, type Citation, type ServerEvent } from "./server-events";

/** One question of the visitor and what became of it. */
export interface Exchange {
  clientMessageId: string;
  /** The server's id of the question, and when it came there; known once the server has told of it. */
  questionId?: string;
  at?: number;
  question: string;
  phase: Phase;
  /** The answer so far. */
  text: string;
  citations: readonly Citation[];
  /** Sent back as Last-Event-ID when the stream was cut. */
  lastEventId?: string;
  answer?: Pick<Answer, "messageId" | "outcome" | "quoted">;
  rating?: Rating;
  failure?: Failure;
  /** When a rate-limited question is sent again, in milliseconds since the epoch. */
  resumeAt?: number;
}

export interface Rating {
  value: "up" | "down";
  reason?: string;
}

export type Phase =
  | "queued"
  | "connecting"
  | "streaming"
  | "reconnecting"
  | "offline"
  | "limited"
  | "done"
  | "failed";

export type Failure =
  | { kind: "connection" }
  | { kind: "server" }
  | { kind: "limited" }
  | { kind: "unavailable" }
  /** The owner lets in only whom their site has signed in. */
  | { kind: "identity" }
  | { kind: "rejected" };

export function newExchange(clientMessageId: string, question: string): Exchange {
  return { clientMessageId, question, phase: "queued", text: "", citations: [] };
}

function withCitation(citations: readonly Citation[], added: Citation): readonly Citation[] {
  return [...citations.filter(({ index }) => index !== added.index), added].sort(
    (a, b) => a.index - b.index,
  );
}

/**
 * The exchange after an event of its stream. After a reconnect the server goes on where
 * Last-Event-ID says; if it had to begin a new attempt, the partial text of the old one is dropped,
 * and a token that was seen before is ignored, so that nothing is lost or doubled.
 */
export function received(exchange: Exchange, event: ServerEvent): Exchange {
  switch (event.kind) {
    case "token": {
      const last = parseCursor(exchange.lastEventId);
      const next = parseCursor(event.id);
      const restarted = last && next && next.attempt !== last.attempt;
      const seen = last && next && !restarted && next.offset <= last.offset;
      if (seen) return { ...exchange, phase: "streaming" };
      return {
        ...exchange,
        phase: "streaming",
        text: (restarted ? "" : exchange.text) + event.text,
        citations: restarted ? [] : exchange.citations,
        lastEventId: next ? event.id : exchange.lastEventId,
      };
    }
    case "citation":
      return {
        ...exchange,
        phase: "streaming",
        citations: withCitation(exchange.citations, event.citation),
      };
    case "done":
      // The final text is the server's: it is what the conversation keeps.
      return {
        ...exchange,
        phase: "done",
        text: event.answer.answer,
        citations: event.answer.citations,
        answer: event.answer,
      };
    case "error":
      return exchange;
  }
}
