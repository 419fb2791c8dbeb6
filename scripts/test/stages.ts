import packageJson from "../../package.json" with { type: "json" };
import { ownJourneys, sharedJourneys } from "./e2e.ts";
import { check, type Counts } from "./run-command.ts";
import { vitest } from "./vitest.ts";

export type Stage = { name: string; run: () => Promise<Counts> };

// The same of `npm run lint`, so that no folder is looked at by one alone.
const [, ...imports] = packageJson.scripts["lint:imports"].split(" ");

/** What `npm test` does, in this order. Each static check counts as one test. */
export const stages: Stage[] = [
  { name: "generate", run: () => check("scripts/run.cjs", "generate") },
  { name: "format", run: () => check("node_modules/prettier/bin/prettier.cjs", "--check", ".") },
  { name: "lint", run: () => check("node_modules/eslint/bin/eslint.js", ".") },
  {
    name: "imports",
    run: () => check("node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", ...imports),
  },
  { name: "routes", run: () => check("node_modules/next/dist/bin/next", "typegen") },
  { name: "types", run: () => check("node_modules/typescript/bin/tsc", "--noEmit") },
  { name: "unused", run: () => check("node_modules/knip/bin/knip.js") },
  { name: "unit", run: () => vitest("unit") },
  // In two parts, since each stage has its bound.
  { name: "db-1", run: () => vitest("db", { shard: "1/2" }) },
  { name: "db-2", run: () => vitest("db", { shard: "2/2" }) },
  { name: "build", run: () => check("scripts/run.cjs", "build", "--if-needed") },
  { name: "e2e", run: () => sharedJourneys() },
  { name: "e2e-own", run: () => ownJourneys() },
];
