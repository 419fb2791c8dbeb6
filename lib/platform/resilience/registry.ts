import "server-only";
import { alertOperators } from "@/lib/platform/telemetry/alert";
import { log } from "@/lib/platform/log/log";
import { Breaker, type BreakerState } from "./breaker";
import { policyOf, type Dependency } from "./dependencies";
import { RetryBudget } from "./retry-budget";

interface Registry {
  breakers: Map<string, Breaker>;
  budgets: Map<Dependency, RetryBudget>;
  watchers: Set<() => void>;
}

// Next.js may load this module once for each bundle; what is known of a dependency is one for the process.
const shared = globalThis as typeof globalThis & { frontdeskCircuits?: Registry };

function registry(): Registry {
  shared.frontdeskCircuits ??= { breakers: new Map(), budgets: new Map(), watchers: new Set() };
  return shared.frontdeskCircuits;
}

/** More tenants than ever have a fault of their own at once; those that have none any more are forgotten. */
const MOST_OF_TENANTS = 1_000;

/** An open breaker of a tenant that has not called since: it would stay for ever. */
const LEFT_AFTER_MS = 600_000;

function tell(breaker: Breaker, from: BreakerState["state"]): void {
  const { name, dependency, tenantId, state, ...facts } = breaker.state;
  const fields = {
    dependency,
    circuit: name,
    failures: facts.failuresInWindow,
    next_probe_at: facts.nextProbeAt?.toISOString(),
    last_error_class: facts.lastErrorClass,
  };
  if (state === "open" && from === "closed") {
    if (tenantId === undefined) {
      alertOperators("circuit_opened", "a dependency failed too often and is left alone", fields);
    } else {
      log.warn("a tenant's calls are refused by a dependency", fields);
    }
  } else if (state === "closed") {
    log.info("a dependency answers again", { dependency, circuit: name });
  }
  for (const watcher of registry().watchers) watcher();
}

function forgetQuiet(breakers: Map<string, Breaker>): void {
  for (const [key, { state }] of breakers) {
    const { tenantId, failuresInWindow, nextProbeAt } = state;
    const quiet = state.state === "closed" && failuresInWindow === 0;
    const left = nextProbeAt !== undefined && Date.now() - nextProbeAt.getTime() > LEFT_AFTER_MS;
    if (tenantId !== undefined && (quiet || left)) breakers.delete(key);
  }
}

/** The breaker of this dependency, host and model; of one tenant's own faults there when a tenant is named. */
export function breakerOf(
  dependency: Dependency,
  name: string,
  tenantId: string | undefined,
): Breaker {
  const { breakers } = registry();
  const key = tenantId === undefined ? name : `${name} ${tenantId}`;
  const known = breakers.get(key);
  if (known) return known;
  if (breakers.size >= MOST_OF_TENANTS) forgetQuiet(breakers);
  const made = new Breaker({ name, dependency, tenantId }, policyOf(dependency), tell);
  breakers.set(key, made);
  return made;
}

export function retryBudgetOf(dependency: Dependency): RetryBudget {
  const { budgets } = registry();
  const known = budgets.get(dependency);
  if (known) return known;
  const made = new RetryBudget();
  budgets.set(dependency, made);
  return made;
}

/** What this process knows of every dependency that it called; of tenants' own faults only while there are some. */
export function breakerStates(): BreakerState[] {
  return [...registry().breakers.values()]
    .map(({ state }) => state)
    .filter(
      ({ tenantId, state, failuresInWindow }) =>
        tenantId === undefined || state !== "closed" || failuresInWindow > 0,
    );
}

/** Calls `watcher` at each change of a breaker's state, until the returned function is called. */
export function watchBreakers(watcher: () => void): () => void {
  registry().watchers.add(watcher);
  return () => void registry().watchers.delete(watcher);
}
