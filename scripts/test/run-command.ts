import { spawn } from "node:child_process";
import { once } from "node:events";
import { projectRoot } from "../processes/service.ts";

export type Counts = { passed: number; failed: number };

/** Runs Node 24 in the project root with this terminal and resolves with its exit code. */
export async function runNode24(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  const [code] = (await once(child, "close")) as [number | null];
  return code ?? 1;
}

/** Runs a check that either holds or does not. */
export async function check(...args: string[]): Promise<Counts> {
  const code = await runNode24(args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
