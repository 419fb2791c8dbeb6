import { retryAfter } from "./backoff";
import type { Ending } from "./decide";
import { readStream, type StreamEvent } from "./read-stream";
import { parseJson, parseProblem } from "./server-events";

export interface StreamOptions<Event> {
  send: (signal: AbortSignal) => Promise<Response>;
  parse: (event: StreamEvent) => Event | undefined;
  /** Returns how the stream has ended by this event, if it has. */
  onEvent: (event: Event) => Ending | undefined;
  /** Milliseconds without a single byte after which the connection counts as lost. */
  silenceLimitMs: number;
  /** Aborts when nobody wants the answer any more, or the browser goes offline: a timeout would only lose time. */
  signal: AbortSignal;
  now: () => number;
}

async function refusal(response: Response, now: number): Promise<Ending> {
  const { reason } = parseProblem(parseJson(await response.text()), response.status);
  const retryAfterMs = retryAfter(response.headers.get("retry-after"), now);
  return { kind: "refused", status: response.status, reason, retryAfterMs };
}

/**
 * Sends one request and hands on the events of its answer as they arrive. Never rejects: a broken connection is an ending
 * like others.
 */
export async function runStream<Event>(options: StreamOptions<Event>): Promise<Ending> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), options.silenceLimitMs);
  };
  let progressed = false;
  let ending: Ending | undefined;
  try {
    alive();
    const response = await options.send(AbortSignal.any([options.signal, silence.signal]));
    if (!response.ok) return await refusal(response, options.now());
    const type = response.headers.get("content-type") ?? "";
    if (!response.body || !type.startsWith("text/event-stream"))
      return { kind: "lost", progressed: false };
    await readStream(
      response.body,
      options.parse,
      (event) => {
        if (ending) return;
        progressed = true;
        ending = options.onEvent(event);
      },
      alive,
    );
    return ending ?? { kind: "lost", progressed };
  } catch {
    // fetch and the body reject alike for a cut, a refused connection and our own abort.
    return ending ?? { kind: "lost", progressed };
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}
