import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ContractServer } from "./contract-server";

/** A message or state as the server tells it. */
type Told = Record<string, unknown>;

const ASSISTANT: Told = {
  ...{ handledBy: "assistant", memberName: null },
  ...{ memberTyping: false, waitsForPerson: false, closed: false },
};

/** Speaks the visitor's routes over real sockets; the chat's part is the ContractServer's. */
export class VisitorServer {
  readonly chat = new ContractServer();
  /** Every call, as `GET /path` without `/api/v1`. */
  readonly calls: string[] = [];
  /** The Last-Event-ID and the token of each stream that was opened. */
  readonly followed: { after: string | undefined; token: string | undefined }[] = [];
  state = ASSISTANT;
  messages: Told[] = [];
  /** What the widget is in a language. */
  widget: (language: string) => Told = (language) => ({ language });
  /** The page of messages before those. */
  earlier: Told[] = [];
  /** Refuses the streams, and the reading of messages and of the widget, with this status. */
  refusal: number | undefined;
  /** Messages are told once this has resolved. */
  held: Promise<void> | undefined;
  /** Refuses them for this token alone, as one that is over. */
  overToken: string | undefined;
  readonly #streams = new Set<ServerResponse>();
  readonly #server = createServer((request, response) => {
    this.#handle(request, response).catch((error: unknown) => {
      this.chat.failures.push(error);
      response.destroy();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get open(): number {
    return this.#streams.size;
  }

  /** Tells everybody who follows. */
  tell(event: string, data: Told, id?: string): void {
    const text = `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const stream of this.#streams) stream.write(text);
  }

  /** Ends every stream as the server does for who may not read on. */
  refuse(status: number): void {
    this.tell("error", { problem: { status } });
    for (const stream of this.#streams) stream.end();
  }

  /** Breaks every stream off. */
  cut(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").replace("/api/v1", "");
    this.calls.push(`${request.method} ${path}`);
    if (path === "/chat") return this.chat.handle(request, response);
    const token = request.headers["x-visitor-token"]?.toString();
    if (path.endsWith("/events"))
      this.followed.push({ after: request.headers["last-event-id"]?.toString(), token });
    const status =
      this.refusal ?? (token !== undefined && token === this.overToken ? 404 : undefined);
    if (status !== undefined) {
      response.writeHead(status, { "content-type": "application/problem+json" });
      response.end(JSON.stringify({ status }));
    } else if (path.endsWith("/events")) this.#follow(response);
    else if (path.startsWith("/widget?lang="))
      response.end(JSON.stringify(this.widget(path.slice("/widget?lang=".length))));
    else if (/\/messages(\?|$)/.test(path)) {
      await this.held;
      const { state, earlier } = this;
      const isEarlier = path.includes("?before=");
      const messages = isEarlier ? earlier : this.messages;
      const before = isEarlier || earlier.length === 0 ? null : messages[0]?.["id"];
      response.end(JSON.stringify({ state, messages, before, after: "1000" }));
    } else response.writeHead(204).end();
  }

  #follow(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    response.write(`event: state\ndata: ${JSON.stringify(this.state)}\n\n`);
    this.#streams.add(response);
    response.on("close", () => this.#streams.delete(response));
  }
}
