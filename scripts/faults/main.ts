import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { vitest } from "../test/vitest.ts";

// npm run test:faults [-- --full] [-- --seed N] [-- file …]: what the product promises when something is killed, hangs
// or is full. With --full at least 200 kills, else 20. The last line counts.

const FULL_WITHIN_MS = 90 * 60_000;
const WITHIN_MS = 10 * 60_000;

const { values, positionals } = parseArgs({
  options: { full: { type: "boolean", default: false }, seed: { type: "string" } },
  allowPositionals: true,
});
const seed = values.seed ?? String(randomInt(2 ** 31));
console.log(
  `The seed is ${seed}; npm run test:faults -- --seed ${seed} has the same random points.`,
);
const { passed, failed } = await vitest("faults", {
  files: positionals,
  reporter: "verbose",
  env: { FAULTS_SEED: seed, ...(values.full && { FAULTS_FULL: "1" }) },
  limits: { withinMs: values.full ? FULL_WITHIN_MS : WITHIN_MS, graceMs: 30_000 },
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
