import "server-only";
import { CircuitState, type IBreaker } from "cockatiel";

/**
 * Opens a circuit at the nth failure within a time, whatever succeeded between them: the library's own breakers count
 * failures in a row or a share of the calls.
 */
export class FailureWindow implements IBreaker {
  private times: number[] = [];
  private readonly failures: number;
  private readonly withinMs: number;

  constructor({ failures, withinMs }: { failures: number; withinMs: number }) {
    this.failures = failures;
    this.withinMs = withinMs;
  }

  get state(): unknown {
    return this.times;
  }

  /** Taken over from the window of the circuit before. */
  set state(times: unknown) {
    if (Array.isArray(times)) this.times = times.filter((time) => typeof time === "number");
  }

  get count(): number {
    this.forget();
    return this.times.length;
  }

  success(state: CircuitState): void {
    // A call that began before the circuit opened says nothing of how it is now; a probe does.
    if (state === CircuitState.HalfOpen) this.times = [];
  }

  failure(): boolean {
    this.forget();
    this.times.push(Date.now());
    return this.times.length >= this.failures;
  }

  private forget(): void {
    const oldest = Date.now() - this.withinMs;
    this.times = this.times.filter((time) => time > oldest);
  }
}
