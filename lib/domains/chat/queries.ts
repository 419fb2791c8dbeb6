import { EventSourceParserStream } from "eventsource-parser/stream";
import { z } from "zod";
import { interrupted, toProblemError } from "@/lib/core/problem";
import { apiSend } from "@/lib/http/api-client";
import { chatAnswer, citation, type ChatAnswer, type CitationView } from "./schema";

const tokenData = z.object({ text: z.string() });
const errorData = z.object({ problem: z.unknown() });

export type AnswerEvent =
  | { type: "token"; text: string }
  | { type: "citation"; citation: CitationView }
  | { type: "done"; answer: ChatAnswer };

/** The text of a data line as an event; undefined for an event of a kind that is not known here. */
function readEvent(name: string | undefined, data: string): AnswerEvent | undefined {
  const json: unknown = JSON.parse(data);
  switch (name) {
    case "token":
      return { type: "token", text: tokenData.parse(json).text };
    case "citation":
      return { type: "citation", citation: citation.parse(json) };
    case "done":
      return { type: "done", answer: chatAnswer.parse(json) };
    case "error": {
      const problem = errorData.parse(json).problem;
      throw toProblemError(problem, 500, new Headers());
    }
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
