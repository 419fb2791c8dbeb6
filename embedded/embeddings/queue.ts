interface Task {
  text: string;
  signal: AbortSignal;
  resolve: (vector: Float32Array) => void;
  reject: (reason: unknown) => void;
}

const MAX_WAITING = 10_000;
const INTERACTIVE_IN_A_ROW = 8;

/** Thrown when more work is waiting than can be done in reasonable time. */
export class QueueFullError extends Error {}

/**
 * Runs one text at a time. A visitor's question (`interactive`) goes before every waiting item of a batch, so it never
 * waits longer than the item in progress; after 8 of them in a row one batch item gets its turn, so that a busy chat
 * slows ingestion but cannot stop it.
 */
export class EmbeddingQueue {
  readonly #embed: (text: string) => Promise<Float32Array>;
  readonly #interactive: Task[] = [];
  readonly #batch: Task[] = [];
  #running = false;
  #inARow = 0;

  constructor(embed: (text: string) => Promise<Float32Array>) {
    this.#embed = embed;
  }

  /** The vectors of `texts`, in their order. Rejects when `signal` aborts; what was not begun is then dropped. */
  async add(texts: string[], interactive: boolean, signal: AbortSignal): Promise<Float32Array[]> {
    if (this.#interactive.length + this.#batch.length + texts.length > MAX_WAITING) {
      throw new QueueFullError("Too many texts are waiting.");
    }
    const queue = interactive ? this.#interactive : this.#batch;
    const vectors = texts.map(
      (text) =>
        new Promise<Float32Array>((resolve, reject) => {
          queue.push({ text, signal, resolve, reject });
        }),
    );
    if (!this.#running) void this.#run();
    return Promise.all(vectors);
  }

  #next(): Task | undefined {
    const batchTurn = this.#inARow >= INTERACTIVE_IN_A_ROW && this.#batch.length > 0;
    const task = batchTurn ? undefined : this.#interactive.shift();
    this.#inARow = task ? this.#inARow + 1 : 0;
    return task ?? this.#batch.shift();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (;;) {
      const task = this.#next();
      if (!task) break;
      if (task.signal.aborted) {
        task.reject(task.signal.reason);
        continue;
      }
      try {
        task.resolve(await this.#embed(task.text));
      } catch (error) {
        task.reject(error);
      }
    }
    this.#running = false;
  }
}
