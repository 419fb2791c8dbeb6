/** Where even the longest body ends, so that a reader without a limit fails its test instead of the machine. */
const END_BYTES = 48_000_000;

/** A body that says nothing of its length and is longer than any limit, with how many bytes of it were taken. */
export function endlessBody(part: Uint8Array<ArrayBuffer> = new Uint8Array(8_000).fill(97)): {
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  sent: () => number;
} {
  let bytes = 0;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      bytes += part.byteLength;
      controller.enqueue(part);
      if (bytes > END_BYTES) controller.close();
    },
  });
  return { stream, sent: () => bytes };
}
