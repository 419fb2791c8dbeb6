import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Citation, Outcome } from "../panel/chat/server-events";

/** How the stand-in treats one request to POST /api/v1/chat; without a step left it answers in full. */
export type Step =
  | { kind: "answer" }
  /** Sends this many tokens and cuts the connection. */
  | { kind: "cut"; afterTokens: number }
  /** Cuts in the middle of an event, then forgets what it wrote: the next answer is a new attempt. */
  | { kind: "restart"; afterTokens: number; text: string }
  /** Opens the stream and then says nothing. */
  | { kind: "silence" }
  /** Cuts the connection before any byte. */
  | { kind: "drop" }
  | { kind: "refuse"; status: number; retryAfter?: number; reason?: string }
  | { kind: "error-event"; status: number };

export interface ScriptedAnswer {
  text: string;
  outcome?: Outcome;
  citations?: readonly Citation[];
}

export interface SeenRequest {
  message: string;
  clientMessageId: string;
  conversationId?: string;
  visitorToken?: string;
  lastEventId?: string;
  authorization?: string;
}

interface Stored {
  answer: ScriptedAnswer;
  attempt: number;
}

function tokensOf(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/gu) ?? [];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * Speaks the chat contract of POST /api/v1/chat over real sockets, and fails on request in every way
 * that a network can. It keeps one answer for each clientMessageId, as the product does.
 */
export class ContractServer {
  readonly seen: SeenRequest[] = [];
  /** What the server would have stored: one entry for each question, however often it was sent. */
  readonly stored = new Map<string, Stored>();
  steps: Step[] = [];
  answerTo: (message: string) => ScriptedAnswer = (message) => ({ text: `You said: ${message}` });
  /** Called between tokens, so that a test decides when the next one comes. */
  pace: () => Promise<void> = () => Promise.resolve();
  readonly #server = createServer((request, response) => {
    this.handle(request, response).catch((error: unknown) => {
      this.failures.push(error);
      response.destroy();
    });
  });
  readonly failures: unknown[] = [];

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await bodyOf(request)) as SeenRequest;
    const lastEventId = request.headers["last-event-id"]?.toString();
    this.seen.push({ ...body, lastEventId, authorization: request.headers.authorization });
    const step = this.steps.shift() ?? { kind: "answer" };
    switch (step.kind) {
      case "drop":
        response.destroy();
        return;
      case "refuse":
        response.writeHead(step.status, {
          "content-type": "application/problem+json",
          ...(step.retryAfter === undefined ? {} : { "retry-after": String(step.retryAfter) }),
        });
        response.end(
          JSON.stringify({
            status: step.status,
            detail: "The stand-in refuses.",
            details: { reason: step.reason },
          }),
        );
        return;
      default:
        await this.#stream(body, lastEventId, step, response);
    }
  }

  async #stream(
    body: SeenRequest,
    lastEventId: string | undefined,
    step: Exclude<Step, { kind: "drop" | "refuse" }>,
    response: ServerResponse,
  ): Promise<void> {
    const known = this.stored.get(body.clientMessageId);
    const stored = known ?? { answer: this.answerTo(body.message), attempt: 1 };
    this.stored.set(body.clientMessageId, stored);
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    response.write(": open\n\n");
    if (step.kind === "silence") return;
    if (step.kind === "error-event") {
      const problem = { status: step.status, detail: "The stand-in fails." };
      response.end(`event: error\ndata: ${JSON.stringify({ problem })}\n\n`);
      return;
    }
    const [attempt, seen] = (lastEventId ?? "0.0").split(".").map(Number);
    let offset = 0;
    let sent = 0;
    const { text, outcome = "answered", citations = [] } = stored.answer;
    for (const token of tokensOf(text)) {
      offset += token.length;
      if (attempt === stored.attempt && offset <= (seen ?? 0)) continue;
      await this.pace();
      const data = JSON.stringify({ text: token });
      response.write(`id: ${stored.attempt}.${offset}\nevent: token\ndata: ${data}\n\n`);
      sent += 1;
      if (step.kind === "answer" || sent < step.afterTokens) continue;
      if (step.kind === "restart") {
        stored.attempt += 1;
        stored.answer = { ...stored.answer, text: step.text };
        response.write('event: token\ndata: {"te');
      }
      // The bytes written so far must leave before the connection does.
      await new Promise((resolve) => response.write("\n", resolve));
      response.destroy();
      return;
    }
    for (const citation of citations)
      response.write(`event: citation\ndata: ${JSON.stringify(citation)}\n\n`);
    const done = {
      conversationId: body.conversationId ?? `conversation-of-${body.clientMessageId}`,
      messageId: `answer-to-${body.clientMessageId}`,
      visitorToken: "token-of-the-visitor",
      answer: text,
      outcome,
      answerer: "model",
      confidence: 0.9,
      citations,
      receipt: [],
    };
    response.end(`event: done\ndata: ${JSON.stringify(done)}\n\n`);
  }
}
