import "server-only";
import type { ServerEvent } from "@/lib/http/sse";
import type { Scope } from "@/lib/platform/db/scope";
import { listen, type Look } from "./live-feed";
import type { PresenceData } from "./schema";

/** What gathers while a reader is slow is one event when it reads on. */
class Gathered {
  readonly #ids = new Set<string>();
  #all = false;
  #presence: PresenceData | undefined;
  #told = "";

  add({ changed, presence }: Look): void {
    if (changed) for (const id of changed) this.#ids.add(id);
    else this.#all = true;
    this.#presence = presence;
  }

  *take(): Generator<ServerEvent> {
    if (this.#all || this.#ids.size > 0) {
      yield { event: "changed", data: { ids: [...this.#ids], all: this.#all } };
      this.#ids.clear();
      this.#all = false;
    }
    const told = JSON.stringify(this.#presence);
    if (this.#presence && told !== this.#told) {
      yield { event: "presence", data: this.#presence };
      this.#told = told;
    }
  }
}

/**
 * The inbox of one organization as events, until the signal aborts: `ready` once from which on nothing is missed, `changed`
 * with ids, `presence` where it differs from before.
 */
export async function* watchInbox(scope: Scope, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const gathered = new Gathered();
  let wake: () => void = () => undefined;
  const leave = listen(scope, (look) => {
    gathered.add(look);
    wake();
  });
  const end = () => wake();
  signal.addEventListener("abort", end);
  try {
    yield { event: "ready", data: {} };
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      yield* gathered.take();
      if (!signal.aborted) await woken;
    }
  } finally {
    signal.removeEventListener("abort", end);
    leave();
  }
}
