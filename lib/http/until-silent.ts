import { interrupted } from "@/lib/core/problem";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Passes a body on, and fails with `interrupted` once nothing of it has come for so many milliseconds: a connection that
 * died, as one does in a laptop's sleep, may never say so. Bytes count, so that heartbeats do which are no events.
 */
export function untilSilent(ms: number): TransformStream<Bytes, Bytes> {
  let timer: ReturnType<typeof setTimeout>;
  const listen = (controller: TransformStreamDefaultController<Bytes>) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.error(interrupted()), ms);
  };
  // In the standard, and not yet in the types.
  const transformer: Transformer<Bytes, Bytes> & { cancel: () => void } = {
    start: listen,
    transform: (chunk, controller) => {
      listen(controller);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
    cancel: () => clearTimeout(timer),
  };
  return new TransformStream(transformer);
}
