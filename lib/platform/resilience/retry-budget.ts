import "server-only";

const WINDOW_SECONDS = 60;
const SHARE = 0.1;
/** So that a quiet dependency's rare failure is repeated too. */
const AT_LEAST = 3;

/** Counts by second over the last minute. */
class Minute {
  private readonly seconds = new Map<number, number>();

  add(now: number): void {
    const second = Math.floor(now / 1_000);
    this.seconds.set(second, (this.seconds.get(second) ?? 0) + 1);
  }

  total(now: number): number {
    const oldest = Math.floor(now / 1_000) - WINDOW_SECONDS;
    let sum = 0;
    for (const [second, count] of this.seconds) {
      if (second <= oldest) this.seconds.delete(second);
      else sum += count;
    }
    return sum;
  }
}

/** Repeats are at most a tenth of the calls of the last minute, so that they never double an outage's load. */
export class RetryBudget {
  private readonly calls = new Minute();
  private readonly retries = new Minute();

  countCall(): void {
    this.calls.add(Date.now());
  }

  /** Whether a repeat is still in the budget; takes it if so. */
  take(): boolean {
    const now = Date.now();
    const most = Math.max(AT_LEAST, Math.floor(this.calls.total(now) * SHARE));
    if (this.retries.total(now) >= most) return false;
    this.retries.add(now);
    return true;
  }
}
