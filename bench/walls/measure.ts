import type { Arm, ArmName, Timing } from "./arms.ts";
import type { Operation } from "./operations.ts";
import type { Recorded } from "./record.ts";

const WARM_UP_ROUNDS = 2;
const ROUNDS = 10;

/** For each way its timings, round by round. */
export type Measured = Record<ArmName, Timing[][]>;

/**
 * Times every way for each recorded call, in rounds. The ways take turns at each call and change places, so that whatever
 * else the machine does meets all of them.
 */
export async function measure(
  arms: Record<ArmName, Arm>,
  operation: Operation,
  calls: readonly Recorded[],
): Promise<Measured> {
  const measured: Measured = { plain: [], unbound: [], bound: [], product: [] };
  const names = Object.keys(measured) as ArmName[];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const timings: Record<ArmName, Timing[]> = { plain: [], unbound: [], bound: [], product: [] };
    for (const [at, call] of calls.entries()) {
      for (const name of orderOf(names, round + at))
        timings[name].push(await arms[name].run(call, operation));
    }
    if (round < WARM_UP_ROUNDS) continue;
    for (const name of names) measured[name].push(timings[name]);
  }
  return measured;
}

/** Each way is first, second, … as often, and follows each neighbour as often as it precedes it. */
function orderOf(names: readonly ArmName[], turn: number): readonly ArmName[] {
  const from = Math.floor(turn / 2) % names.length;
  const rotated = [...names.slice(from), ...names.slice(0, from)];
  return turn % 2 === 0 ? rotated : rotated.toReversed();
}
