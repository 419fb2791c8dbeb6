import { percentile } from "../retrieval/metrics.ts";
import type { Arm, ArmName, Timing } from "./arms.ts";
import type { Measured } from "./measure.ts";

type Part = keyof Timing;

const valuesOf = (rounds: readonly Timing[][], part: Part) =>
  rounds.flatMap((round) => round.map((timing) => timing[part]));

const of = (rounds: readonly Timing[][], part: Part, share: number) =>
  percentile(valuesOf(rounds, part), share);

const both = (rounds: readonly Timing[][], part: Part) =>
  `${of(rounds, part, 0.5).toFixed(2)}/${of(rounds, part, 0.95).toFixed(2)}`;

/** How many times as long one way takes as another: p50 and p95, and in brackets p95's lowest and highest round. */
function ratio(above: readonly Timing[][], below: readonly Timing[][], part: Part): string {
  const times = (share: number) => of(above, part, share) / of(below, part, share);
  const rounds = above
    .map((round, at) => of([round], part, 0.95) / of([below[at]!], part, 0.95))
    .toSorted((a, b) => a - b);
  const [p50, p95, low, high] = [times(0.5), times(0.95), rounds[0]!, rounds.at(-1)!].map((value) =>
    value.toFixed(2),
  );
  return `${p50}/${p95} (${low}–${high})`;
}

export function printTimes(
  arms: Record<ArmName, Arm>,
  measured: ReadonlyMap<string, Measured>,
): void {
  console.log("\n| operation | way | round trips | call, ms p50/p95 | statement alone |");
  console.log("| --- | --- | ---: | ---: | ---: |");
  for (const [operation, timings] of measured) {
    for (const name of Object.keys(timings) as ArmName[]) {
      const { roundTrips, name: way } = arms[name];
      const cells = [
        operation,
        way,
        roundTrips,
        both(timings[name], "call"),
        both(timings[name], "own"),
      ];
      console.log(`| ${cells.join(" | ")} |`);
    }
  }
}

export function printRatios(measured: ReadonlyMap<string, Measured>): void {
  console.log("\nRatios p50/p95 (p95 of the lowest and highest round)\n");
  const columns = [
    "operation",
    "the policies, statement",
    "the policies, transaction",
    "three more round trips",
    "their ms p50",
    "Prisma and its scope",
    "`withTenant` to plain pg",
  ];
  console.log(`| ${columns.join(" | ")} |`);
  console.log(`| --- ${"| ---: ".repeat(columns.length - 1)}|`);
  for (const [operation, { plain, unbound, bound, product }] of measured) {
    const cells = [
      operation,
      ratio(bound, unbound, "own"),
      ratio(bound, unbound, "call"),
      ratio(unbound, plain, "call"),
      (of(unbound, "call", 0.5) - of(plain, "call", 0.5)).toFixed(2),
      ratio(product, bound, "call"),
      ratio(product, plain, "call"),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}
