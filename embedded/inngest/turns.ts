/** As many lanes are remembered before those are forgotten that are not ahead of time. */
const REMEMBERED = 1_000;

/**
 * When each run of a burst has its turn: as if those of one lane came a second apart. So a thousand of one tenant do not go
 * before the one of another that comes later, however many tenants have such bursts at once. This is start-time fair
 * queueing (Goyal, Vin and Cheng 1996) with runs of equal cost. A new life of the engine begins afresh; what it finds
 * keeps its turns.
 */
export class Turns {
  readonly #last = new Map<string, number>();

  /**
   * The turn of a lane's next run, in seconds of the clock, not before `now`.
   * @param lane what shares its turns: the runs of one tenant.
   */
  next(lane: string, now: number): number {
    const turn = Math.max(now, (this.#last.get(lane) ?? 0) + 1);
    this.#last.set(lane, turn);
    if (this.#last.size > REMEMBERED) this.#forget(now);
    return turn;
  }

  #forget(now: number): void {
    for (const [lane, turn] of this.#last) if (turn < now) this.#last.delete(lane);
  }
}
