import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Counts, type Limits, runNode24 } from "./run-command.ts";

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number };

type Options = {
  /** Parts of the names of the files to run; none: all. */
  files?: readonly string[];
  /** Which part of the files to run, as "1/2". */
  shard?: `${number}/${number}`;
  reporter?: "dot" | "verbose";
  env?: Record<string, string>;
  limits?: Limits;
};

/** Runs one of vitest's projects and counts its tests. A skipped test is a failed one. */
export async function vitest(
  project: string,
  { files = [], shard, reporter = "dot", env = {}, limits }: Options = {},
): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-vitest-"));
  const file = join(folder, "report.json");
  try {
    const args = [
      "node_modules/vitest/vitest.mjs",
      "run",
      `--project=${project}`,
      `--reporter=${reporter}`,
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...(shard ? [`--shard=${shard}`] : []),
      ...files,
    ];
    const code = await runNode24(args, env, limits);
    const report = existsSync(file)
      ? (JSON.parse(readFileSync(file, "utf8")) as Report)
      : undefined;
    const passed = report?.numPassedTests ?? 0;
    const failed = (report?.numFailedTests ?? 0) + (report?.numPendingTests ?? 0);
    // A file that could not be loaded fails the run without a failed test.
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
