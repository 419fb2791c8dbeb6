import { createParser } from "eventsource-parser";

/** A server-sent event as it came. */
export interface StreamEvent {
  event?: string | undefined;
  id?: string | undefined;
  data: string;
}

/**
 * Reads a response of events to its end and hands on, in order, those that `parse` understands. `onActivity` is called for
 * every piece that arrives, heartbeats too. Resolves when the stream ends, whether it is complete or was cut; rejects when
 * the connection breaks.
 */
export async function readStream<Event>(
  body: ReadableStream<Uint8Array>,
  parse: (event: StreamEvent) => Event | undefined,
  onEvent: (event: Event) => void,
  onActivity: () => void,
): Promise<void> {
  const parser = createParser({
    onEvent(message) {
      const event = parse(message);
      if (event) onEvent(event);
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onActivity();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.releaseLock();
  }
}
