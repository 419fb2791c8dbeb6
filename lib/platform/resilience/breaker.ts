import "server-only";
import {
  circuitBreaker,
  CircuitState,
  DelegateBackoff,
  handleWhenResult,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
  type IHalfOpenAfterBackoffContext,
} from "cockatiel";
import { FailureWindow } from "./failure-window";
import type { Dependency, DependencyPolicy } from "./dependencies";
import type { Blame, Outcome } from "./outcome";

export interface BreakerIdentity {
  /** Dependency, host and model: one breaker for each. */
  name: string;
  dependency: Dependency;
  /** Of a breaker that refuses one tenant alone. */
  tenantId: string | undefined;
}

export interface BreakerState extends BreakerIdentity {
  state: "closed" | "open" | "half_open";
  failuresInWindow: number;
  openedAt: Date | undefined;
  nextProbeAt: Date | undefined;
  lastErrorClass: string | undefined;
}

/** A call that was not made. */
export interface Refused {
  refused: true;
  nextProbeAt: Date;
}

type Rules = Pick<DependencyPolicy, "opensAfter" | "probeAfterMs" | "probeAtMostMs">;

const STATES = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.HalfOpen]: "half_open",
  [CircuitState.Isolated]: "open",
} as const;

/** A probe that lasts; the others are told to come back then. */
const WHILE_PROBING_MS = 2_000;
/** By so much shorter or longer, so that instances do not probe together. */
const SPREAD = 0.2;

/**
 * A circuit breaker on cockatiel's, with three things of its own: it counts failures in a sliding time, while a probe is
 * under way the other calls are refused at once instead of waiting for it, and a probe that ended without telling
 * anything (its caller went away) is followed by another.
 */
export class Breaker {
  readonly identity: BreakerIdentity;
  private readonly rules: Rules;
  private readonly counts: Blame;
  private readonly changed: (breaker: Breaker, from: BreakerState["state"]) => void;
  private window: FailureWindow;
  private policy: CircuitBreakerPolicy;
  private openedAt: Date | undefined;
  private nextProbeAt: Date | undefined;
  private lastErrorClass: string | undefined;
  private probeDelayMs = 0;

  constructor(
    identity: BreakerIdentity,
    rules: Rules,
    changed: (breaker: Breaker, from: BreakerState["state"]) => void,
  ) {
    this.identity = identity;
    this.rules = rules;
    this.counts = identity.tenantId === undefined ? "dependency" : "tenant";
    this.changed = changed;
    this.window = new FailureWindow(rules.opensAfter);
    this.policy = this.createPolicy();
  }

  get state(): BreakerState {
    return {
      ...this.identity,
      state: STATES[this.policy.state],
      failuresInWindow: this.window.count,
      openedAt: this.openedAt,
      nextProbeAt: this.nextProbeAt,
      lastErrorClass: this.lastErrorClass,
    };
  }

  /** Whether a call would be refused now. Says nothing of the next moment: a probe may begin. */
  refusal(): Refused | undefined {
    const { state } = this.policy;
    if (state === CircuitState.Closed) return undefined;
    if (state === CircuitState.HalfOpen) {
      return { refused: true, nextProbeAt: new Date(Date.now() + WHILE_PROBING_MS) };
    }
    const nextProbeAt = this.nextProbeAt ?? new Date();
    return nextProbeAt.getTime() > Date.now() ? { refused: true, nextProbeAt } : undefined;
  }

  /** Makes the call, or refuses it at once. `fn` does not throw: its outcome says whom a failure counts for. */
  async run<T>(fn: () => Promise<Outcome<T>>): Promise<Outcome<T> | Refused> {
    const refusal = this.refusal();
    if (refusal) return refusal;
    const { policy } = this;
    try {
      return await policy.execute(async () => {
        const isProbe = policy.state === CircuitState.HalfOpen;
        const outcome = await fn();
        if (!outcome.ok && outcome.blame === this.counts) this.lastErrorClass = outcome.errorClass;
        else if (isProbe && this.tellsNothing(outcome)) this.awaitAnotherProbe(policy);
        return outcome;
      });
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
      return { refused: true, nextProbeAt: this.nextProbeAt ?? new Date() };
    }
  }

  /** That it was refused for another's fault or given up says nothing of what this breaker watches. */
  private tellsNothing(outcome: Outcome<unknown>): boolean {
    if (outcome.ok || outcome.blame === this.counts) return false;
    return outcome.blame === "nobody" || this.counts === "tenant";
  }

  /** cockatiel takes what is no failure for a success and would close; its saved state brings it back to open. */
  private awaitAnotherProbe(policy: CircuitBreakerPolicy): void {
    if (policy !== this.policy) return;
    const saved = policy.toJSON() as { ownState: { attemptNo: number }; breakerState: unknown };
    // What it saves counts the probe that told nothing as one that failed.
    saved.ownState.attemptNo -= 1;
    this.window = new FailureWindow(this.rules.opensAfter);
    this.policy = this.createPolicy(saved);
    this.nextProbeAt = new Date();
    this.changed(this, "half_open");
  }

  private createPolicy(initialState?: unknown): CircuitBreakerPolicy {
    const { window } = this;
    const policy = circuitBreaker(
      handleWhenResult((outcome) => {
        const { ok, blame } = outcome as Outcome<unknown> & { blame?: Blame };
        return !ok && blame === this.counts;
      }),
      {
        breaker: window,
        halfOpenAfter: new DelegateBackoff<IHalfOpenAfterBackoffContext>(({ attempt }) => {
          const { probeAfterMs, probeAtMostMs } = this.rules;
          const full = Math.min(probeAfterMs * 2 ** (attempt - 1), probeAtMostMs);
          this.probeDelayMs = Math.round(full * (1 - SPREAD + 2 * SPREAD * Math.random()));
          return this.probeDelayMs;
        }),
        ...(initialState !== undefined && { initialState }),
      },
    );
    let before: BreakerState["state"] = STATES[policy.state];
    policy.onStateChange((state) => {
      if (policy !== this.policy) return;
      if (state === CircuitState.Open) {
        this.openedAt ??= new Date();
        this.nextProbeAt = new Date(Date.now() + this.probeDelayMs);
      } else {
        this.nextProbeAt = undefined;
        if (state === CircuitState.Closed) this.openedAt = undefined;
      }
      const from = before;
      before = STATES[state];
      this.changed(this, from);
    });
    return policy;
  }
}
