import "server-only";
import { log } from "@/lib/platform/log/log";
import { reportError } from "@/lib/platform/telemetry/report-error";
import { toProblem } from "./problem";
import { watchRight } from "./watch-right";

export interface ServerEvent {
  event: string;
  data: unknown;
  id?: string;
}

/**
 * What a handler returns to answer with events as they come. `produce` gets a signal that aborts when the reader goes
 * away or loses the right to read on. The route's wrapper makes the answer, so that no stream is without that check.
 */
export class EventStream {
  readonly produce: (signal: AbortSignal) => AsyncIterable<ServerEvent>;

  constructor(produce: (signal: AbortSignal) => AsyncIterable<ServerEvent>) {
    this.produce = produce;
  }
}

const HEARTBEAT_MS = 10_000;

function encode({ event, data, id }: ServerEvent): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function problemOf(error: unknown, traceId: string): ServerEvent {
  const problem = toProblem(error, traceId);
  if (problem.status >= 500) {
    log.error("stream failed", error, { status: problem.status });
    reportError(error, { status: problem.status });
  }
  return { event: "error", data: { problem } };
}

/** Who reads a stream. */
export interface Reader {
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  traceId: string;
  /** Rejects with AppError once the reader may not read on; without it anybody may. */
  stillAllowed?: (() => Promise<void>) | undefined;
}

/**
 * Streams events as text/event-stream: a comment at once, so that proxies open the stream, another every ten seconds,
 * and a failure as an `error` event with its problem document, after which nothing follows. A reader who loses the right
 * to read gets that event within five seconds, whatever the producer does.
 */
export function streamResponse(stream: EventStream, reader: Reader): Response {
  const ended = new AbortController();
  const signal = AbortSignal.any([reader.signal, ended.signal]);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const end = (failure?: { error: unknown }) => {
        if (signal.aborted) return;
        if (failure) send(encode(problemOf(failure.error, reader.traceId)));
        controller.close();
        ended.abort();
      };
      send(": open\n\n");
      const heartbeat = setInterval(() => send(": heartbeat\n\n"), HEARTBEAT_MS);
      const tell = async () => {
        try {
          for await (const event of stream.produce(signal)) send(encode(event));
          end();
        } catch (error) {
          if (signal.aborted) log.info("a stream was left before its end", {});
          else end({ error });
        } finally {
          clearInterval(heartbeat);
        }
      };
      if (reader.stillAllowed)
        void watchRight(reader.stillAllowed, signal, (error) => end({ error }));
      void tell();
    },
    cancel: () => ended.abort(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
