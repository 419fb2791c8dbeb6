import { EventSourceParserStream } from "eventsource-parser/stream";
import { interrupted, toProblemError } from "@/lib/core/problem";
import { apiSend } from "@/lib/http/api-client";
import type { ChatAnswer, CitationView } from "./schema";

export type AnswerEvent =
  | { type: "token"; text: string }
  | { type: "citation"; citation: CitationView }
  | { type: "done"; answer: ChatAnswer };

/** The text of a data line as an event; undefined for an event of a kind that is not known here. */
function readEvent(name: string | undefined, data: string): AnswerEvent | undefined {
  const json: unknown = JSON.parse(data);
  switch (name) {
    case "token":
      return { type: "token", text: (json as { text: string }).text };
    case "citation":
      return { type: "citation", citation: json as CitationView };
    case "done":
      return { type: "done", answer: json as ChatAnswer };
    case "error":
      throw toProblemError((json as { problem: unknown }).problem, 500, new Headers());
    default:
      return undefined;
  }
}

/**
 * Reads the events of an answer's stream until its last one. Throws the ProblemError of an `error` event, and
 * `interrupted` when the stream ends early.
 */
async function* readAnswer(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<AnswerEvent> {
  const events = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (;;) {
      const { done, value } = await events.read();
      if (done) throw interrupted();
      const event = readEvent(value.event, value.data);
      if (event) yield event;
      if (event?.type === "done") return;
    }
  } finally {
    await events.cancel();
  }
}

/** Asks a question as a signed-in member and yields the answer as it is written. */
export async function* askQuestion(
  slug: string,
  question: { message: string; clientMessageId: string },
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const response = await apiSend({
    organizationSlug: slug,
    path: "/api/v1/chat",
    body: question,
    headers: { Accept: "text/event-stream" },
    signal,
  });
  if (!response.body) throw interrupted();
  yield* readAnswer(response.body);
}
