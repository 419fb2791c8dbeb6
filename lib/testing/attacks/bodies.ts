/** A body that says nothing of its length and never ends, with how many bytes of it were taken. */
export function endlessBody(part: Uint8Array<ArrayBuffer> = new Uint8Array(8_000).fill(97)): {
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  sent: () => number;
} {
  let bytes = 0;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      bytes += part.byteLength;
      controller.enqueue(part);
    },
  });
  return { stream, sent: () => bytes };
}
