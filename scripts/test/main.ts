import { parseArgs } from "node:util";
import type { Counts } from "./run-command.ts";
import { type Stage, stages } from "./stages.ts";

/** Stages that others need are not asked for by name. */
const preparations = new Set(["generate", "routes"]);

function chosen(only: string | undefined): Stage[] {
  if (!only) return stages;
  const names = only.split(",");
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown) {
    throw new Error(`No stage is called ${unknown}: ${stages.map(({ name }) => name).join(", ")}.`);
  }
  return stages.filter(({ name }) => names.includes(name) || preparations.has(name));
}

async function runStage(stage: Stage): Promise<Counts> {
  console.log(`\n=== ${stage.name}`);
  const since = performance.now();
  const counts = await stage.run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  const line = `${stage.name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`;
  console.log(`=== ${line}`);
  summary.push(line);
  return counts;
}

const summary: string[] = [];
try {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const total: Counts = { passed: 0, failed: 0 };
  for (const stage of chosen(values.only)) {
    const { passed, failed } = await runStage(stage);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${summary.join("\n")}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
