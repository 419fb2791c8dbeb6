import { Worker } from "node:worker_threads";

type Answer =
  { ready: true } | { id: number; vector: Float32Array } | { id: number; error: string };

export interface Model {
  embed(text: string): Promise<Float32Array>;
  stop(): Promise<void>;
}

/**
 * Loads the model in a thread of its own: one text keeps a thread busy for 20 to 80 ms, and HTTP goes on meanwhile.
 * Rejects when it cannot be loaded; later `onDeath` is called when the thread ends without having been stopped.
 */
export async function startModel(onDeath: (error: Error) => void): Promise<Model> {
  // Without limits V8 lets garbage pile up to twice the memory for the same speed.
  const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };
  const worker = new Worker(new URL("./model-worker.ts", import.meta.url), { resourceLimits });
  const waiting = new Map<number, PromiseWithResolvers<Float32Array>>();
  const ready = Promise.withResolvers<void>();
  let lastId = 0;
  let serving = false;

  worker.on("message", (answer: Answer) => {
    if ("ready" in answer) return ready.resolve();
    const task = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("vector" in answer) task?.resolve(answer.vector);
    else task?.reject(new Error(answer.error));
  });
  const dies = (error: Error) => {
    ready.reject(error);
    if (serving) onDeath(error);
  };
  worker.on("error", (error) => dies(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", (code) => dies(new Error(`Its thread ended with code ${code}`)));
  await ready.promise;
  serving = true;

  return {
    embed(text) {
      const id = ++lastId;
      const task = Promise.withResolvers<Float32Array>();
      waiting.set(id, task);
      worker.postMessage({ id, text });
      return task.promise;
    },
    async stop() {
      serving = false;
      await worker.terminate();
    },
  };
}
