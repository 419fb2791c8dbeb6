import { log } from "../../lib/platform/log/log.ts";
import type { Service } from "../processes/service.ts";

/** How a service is started; `port` is the one it had before, for a restart, else 0. */
export type Launch = (port: number) => Promise<Service>;

const pausesBeforeRestart = [1_000, 2_000, 4_000, 8_000, 16_000];
/** After this long without trouble a service has all its attempts again. */
const forgivenAfterMs = 10 * 60_000;

/**
 * Keeps services running: one that ends by itself is started again on its port, at most five times
 * in a row. `onGivenUp` gets a sentence when that did not help.
 */
export class Supervisor {
  readonly #running: { current: Service }[] = [];
  readonly #onGivenUp: (sentence: string) => void;
  #stopping = false;
  #stoppedWell = true;

  constructor(onGivenUp: (sentence: string) => void) {
    this.#onGivenUp = onGivenUp;
  }

  /** Starts a service and keeps it; `onRestart` runs each time it was started again. */
  async run(launch: Launch, onRestart: () => Promise<void> = async () => {}): Promise<Service> {
    const first = await launch(0);
    const kept = { current: first };
    this.#running.push(kept);
    if (this.#stopping) await first.stop();
    else void this.#keep(kept, launch, onRestart);
    return first;
  }

  /**
   * Stops everything, the newest first, each only after the one before it is gone. Returns whether each came to its end
   * by itself, which one that crashes or takes too long does not.
   */
  async stop(): Promise<boolean> {
    this.#stopping = true;
    for (const { current } of this.#running.toReversed()) await current.stop();
    return this.#stoppedWell;
  }

  async #keep(
    kept: { current: Service },
    launch: Launch,
    onRestart: () => Promise<void>,
  ): Promise<void> {
    const { name, address } = kept.current;
    const port = Number(address.split(":").at(-1));
    let attempt = 0;
    for (;;) {
      const since = Date.now();
      const reason = await kept.current.ended;
      if (this.#stopping) {
        if (reason !== "exit 0") {
          this.#stoppedWell = false;
          log.error("a process did not stop in good order", undefined, { process: name, reason });
        }
        return;
      }
      if (Date.now() - since > forgivenAfterMs) attempt = 0;
      const pause = pausesBeforeRestart[attempt++];
      if (pause === undefined) {
        log.error("a process keeps ending", undefined, {
          process: name,
          reason,
          attempts: attempt,
        });
        this.#onGivenUp(`${name} ended ${attempt} times in a row, the last time with ${reason}.`);
        return;
      }
      log.warn("a process ended and is started again", { process: name, reason, pause_ms: pause });
      await new Promise((resume) => setTimeout(resume, pause));
      if (this.#stopping) return;
      try {
        kept.current = await launch(port);
        if (this.#stopping) return await kept.current.stop();
        await onRestart();
      } catch (error) {
        log.error("a process could not be started again", error, { process: name });
      }
    }
  }
}
