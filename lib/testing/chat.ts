import { EventSourceParserStream } from "eventsource-parser/stream";
import { z } from "zod";
import { POST } from "@/app/api/v1/chat/route";
import { chatAnswer, type ChatAnswer, type CitationView } from "@/lib/domains/chat/schema";
import type { TenantContext } from "@/lib/tenancy/context";
import { callRoute, type Answer } from "./call-route";
import { addKey } from "./keys";

export interface StreamedAnswer {
  tokens: { id: string; text: string }[];
  citations: CitationView[];
  /** The last event: the whole answer, or the problem document that ended the stream. */
  done: ChatAnswer | undefined;
  problem: { status: number; code: string; detail: string; traceId: string } | undefined;
}

export interface OpenStream {
  response: Response;
  /** Reads on to the next event of this kind; undefined at the stream's end. */
  next: (event: string) => Promise<unknown>;
  /** Reads to the end. */
  rest: () => Promise<StreamedAnswer>;
  /** Goes away, as a closed page does. */
  leave: () => Promise<void>;
}

type Question = string | Record<string, unknown>;

export interface Chat {
  ask: (question: Question) => Promise<Answer>;
  /** Asks and expects an answer. */
  answerOf: (question: Question) => Promise<ChatAnswer>;
  open: (question: Question, headers?: Record<string, string>) => Promise<OpenStream>;
  /** Asks by a stream and reads it to its end. */
  stream: (question: Question, headers?: Record<string, string>) => Promise<StreamedAnswer>;
}

const tokenData = z.object({ text: z.string() });
const citationData = chatAnswer.shape.citations.element;
const errorData = z.object({
  problem: z.object({
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    traceId: z.string(),
  }),
});

function bodyOf(question: Question): Record<string, unknown> {
  return typeof question === "string" ? { message: question } : question;
}

function readEvents(response: Response): OpenStream {
  if (!response.body) throw new Error("The answer has no body");
  const reader = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  const read: StreamedAnswer = {
    tokens: [],
    citations: [],
    done: undefined,
    problem: undefined,
  };
  const step = async () => {
    const { value } = await reader.read();
    if (!value) return undefined;
    const data: unknown = JSON.parse(value.data);
    if (value.event === "token")
      read.tokens.push({ id: value.id ?? "", text: tokenData.parse(data).text });
    if (value.event === "citation") read.citations.push(citationData.parse(data));
    if (value.event === "done") read.done = chatAnswer.parse(data);
    if (value.event === "error") read.problem = errorData.parse(data).problem;
    return { event: value.event, data };
  };
  return {
    response,
    next: async (event) => {
      for (;;) {
        const found = await step();
        if (!found || found.event === event) return found?.data;
      }
    },
    rest: async () => {
      while (await step());
      return read;
    },
    leave: () => reader.cancel(),
  };
}

/** The chat as whoever these headers say calls it. */
export function chatWith(credentials: Record<string, string>): Chat {
  const chat: Chat = {
    ask: (question) => callRoute(POST, { headers: credentials, json: bodyOf(question) }),
    answerOf: async (question) => {
      const { status, body } = await chat.ask(question);
      if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
      return chatAnswer.parse(body);
    },
    open: async (question, headers = {}) => {
      const request = new Request("http://localhost:3000/api/v1/chat", {
        method: "POST",
        headers: {
          ...credentials,
          accept: "text/event-stream",
          "content-type": "application/json",
          ...headers,
        },
        body: JSON.stringify(bodyOf(question)),
      });
      return readEvents(await POST(request, { params: Promise.resolve({}) }));
    },
    stream: async (question, headers) => (await chat.open(question, headers)).rest(),
  };
  return chat;
}

/** The chat of an organization, as a page or a server with a key of its own calls it. */
export async function chatOf(
  context: TenantContext,
  kind: "publishable" | "secret" = "publishable",
): Promise<Chat> {
  const { key } = await addKey(context, { kind });
  return chatWith({ authorization: `Bearer ${key}` });
}
