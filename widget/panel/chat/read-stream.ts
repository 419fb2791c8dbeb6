import { createParser } from "eventsource-parser";
import { parseServerEvent, type ServerEvent } from "./server-events";

/**
 * Reads a chat response to its end and hands on its events in order. `onActivity` is called for
 * every piece that arrives, heartbeats too. Resolves when the stream ends, whether it is complete or
 * was cut; rejects when the connection breaks.
 */
export async function readStream(
  body: ReadableStream<Uint8Array>,
  onEvent: (event: ServerEvent) => void,
  onActivity: () => void,
): Promise<void> {
  const parser = createParser({
    onEvent(message) {
      const event = parseServerEvent(message);
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
