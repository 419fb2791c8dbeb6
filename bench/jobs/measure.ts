import { setTimeout as wait } from "node:timers/promises";
import type { Inngest } from "inngest";
import { engineKeys } from "../../lib/testing/job-engine";
import { Journal } from "../../lib/testing/journal";

const CHUNK = 100;

/** What an application of three-step jobs has seen. */
export class Jobs {
  readonly #journal = new Journal();
  readonly #firstStep = new Map<number, number>();

  readonly functions = (client: Inngest) => [
    client.createFunction(
      { id: "three-steps", triggers: [{ event: "bench/job" }] },
      async ({ event, step }) => {
        const job = Number(event.data["job"]);
        const one = await step.run("one", () => {
          this.#firstStep.set(job, performance.now());
          return job;
        });
        const two = await step.run("two", () => one + 1);
        await step.run("three", () => two + 1);
        this.#journal.note(`ended ${job}`);
      },
    ),
  ];

  /** Milliseconds from sending each of `count` events, one after another with pauses, to the begin of its first step. */
  async wakeUps(engineAddress: string, count: number): Promise<number[]> {
    const times: number[] = [];
    for (let job = 0; job < count; job += 1) {
      const sent = performance.now();
      await send(engineAddress, [job]);
      await this.#journal.until(`ended ${job}`);
      times.push((this.#firstStep.get(job) ?? NaN) - sent);
      // Long enough that the engine has come to rest.
      await wait(20 + (job % 10) * 5);
    }
    return times;
  }

  /** Jobs a second when `count` are sent at once. */
  async throughput(engineAddress: string, count: number): Promise<number> {
    const before = this.#journal.count("ended");
    const began = performance.now();
    for (let first = 0; first < count; first += CHUNK) {
      const chunk = Array.from(
        { length: Math.min(CHUNK, count - first) },
        (_, n) => 1e6 + first + n,
      );
      await send(engineAddress, chunk);
    }
    await this.#journal.until("ended", before + count);
    return count / ((performance.now() - began) / 1_000);
  }
}

async function send(engineAddress: string, jobs: readonly number[]): Promise<void> {
  const response = await fetch(`http://${engineAddress}/e/${engineKeys.eventKey}`, {
    method: "POST",
    body: JSON.stringify(jobs.map((job) => ({ name: "bench/job", data: { job } }))),
  });
  if (!response.ok) throw new Error(await response.text());
}
