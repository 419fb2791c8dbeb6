import "server-only";
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { withEngine } from "@/lib/platform/db/transaction";
import { describeError } from "@/lib/platform/log/describe-error";
import { log } from "@/lib/platform/log/log";
import { breakerStates, watchBreakers } from "@/lib/platform/resilience/registry";
import { putStates } from "./breaker-repository";

const EVERY_MS = 10_000;
/** A process that has nothing to tell says only that it is there, at each so many looks. */
const QUIET_LOOKS = 6;

/** Name and process, so that an operator finds it; a process that is started again is another. */
const newInstanceId = () => `${hostname()}:${process.pid}:${randomBytes(3).toString("hex")}`;

const described = () =>
  breakerStates().map((state) => ({
    ...state,
    key: state.tenantId === undefined ? state.name : `${state.name} ${state.tenantId}`,
  }));

interface Publisher {
  instanceId: string;
  /** Resolves once what was known before the call is written, or could not be. */
  settled: () => Promise<void>;
  /** Takes back what this process said. */
  stop: () => Promise<void>;
}

/**
 * Tells the database of this process's breakers: at each change, every ten seconds while one is not quiet, and once a
 * minute else. No call waits for it, and what could not be written is written at the next look.
 */
export function startBreakerPublisher(): Publisher {
  const instanceId = newInstanceId();
  let running: Promise<void> | undefined;
  let again = false;
  let looks = 0;

  const write = async (states: ReturnType<typeof described>) => {
    try {
      await withEngine((tx) => putStates(tx, instanceId, states));
    } catch (error) {
      log.warn("the state of the breakers could not be written", { ...describeError(error) });
    }
  };
  const publish = () => {
    if (running) {
      again = true;
      return;
    }
    running = write(described()).finally(() => {
      running = undefined;
      if (!again) return;
      again = false;
      publish();
    });
  };
  const look = () => {
    const states = breakerStates();
    if (states.length === 0) return;
    looks += 1;
    const restless = states.some((now) => now.state !== "closed" || now.failuresInWindow > 0);
    if (restless || looks % QUIET_LOOKS === 1) publish();
  };
  const unwatch = watchBreakers(publish);
  const timer = setInterval(look, EVERY_MS).unref();
  const settled = async () => {
    while (running) await running;
  };
  return {
    instanceId,
    settled,
    stop: async () => {
      unwatch();
      clearInterval(timer);
      await settled();
      await write([]);
    },
  };
}
