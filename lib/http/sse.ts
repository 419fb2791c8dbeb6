import "server-only";
import { log } from "@/lib/platform/log/log";
import { toProblem } from "./problem";

export interface ServerEvent {
  event: string;
  data: unknown;
  id?: string;
}

const HEARTBEAT_MS = 10_000;

function encode({ event, data, id }: ServerEvent): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Streams events as text/event-stream: a comment at once, so that proxies open the stream, another every ten seconds,
 * and a failure as an `error` event with its problem document. `produce` gets a signal that aborts when the reader goes
 * away.
 */
export function sseResponse(
  produce: (signal: AbortSignal) => AsyncIterable<ServerEvent>,
  request: AbortSignal,
  traceId: string,
): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([request, gone.signal]);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text));
      };
      send(": open\n\n");
      const heartbeat = setInterval(() => send(": heartbeat\n\n"), HEARTBEAT_MS);
      const run = async () => {
        try {
          for await (const event of produce(signal)) send(encode(event));
        } catch (error) {
          if (signal.aborted) {
            log.info("a reader went away", {});
          } else {
            const problem = toProblem(error, traceId);
            if (problem.status >= 500)
              log.error("stream failed", error, { status: problem.status });
            send(encode({ event: "error", data: { problem } }));
          }
        } finally {
          clearInterval(heartbeat);
          if (!signal.aborted) controller.close();
        }
      };
      void run();
    },
    cancel: () => gone.abort(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
