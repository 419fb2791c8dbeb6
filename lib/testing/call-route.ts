import type { Route } from "@/lib/http/define-route";

export interface Call {
  /** GET unless told; POST when there is a body. */
  method?: string;
  /** With its query; what the handler sees as the URL. */
  path?: string;
  params?: Record<string, string | string[]>;
  /** An API key. */
  key?: string;
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
  /** Of a stream that ends by itself no more than a conversation does: goes away after so many events. */
  leaveAfterEvents?: number;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON of the answer; null when it has none. */
  body: unknown;
}

async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  most: number,
): Promise<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while ((text.match(/^event: /gm)?.length ?? 0) < most) {
    const { value, done } = await reader.read();
    if (done) return text;
    text += value;
  }
  await reader.cancel();
  return text;
}

/** Calls a route's handler as the server would. */
export async function callRoute(route: Route, call: Call = {}): Promise<Answer> {
  const { path = "/", params, key, json } = call;
  const body = json === undefined ? call.body : JSON.stringify(json);
  const request = new Request(new URL(path, "http://localhost:3000"), {
    method: call.method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(json !== undefined && { "content-type": "application/json" }),
      ...call.headers,
    },
    ...(body !== undefined && { body, duplex: "half" }),
  });
  const response = await route(request, { params: Promise.resolve(params) });
  const { leaveAfterEvents } = call;
  const streams = /event-stream/.test(response.headers.get("content-type") ?? "");
  const text =
    leaveAfterEvents !== undefined && streams && response.body
      ? await readEvents(response.body, leaveAfterEvents)
      : await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : null,
  };
}
