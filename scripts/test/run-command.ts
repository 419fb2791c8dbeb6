import { spawn } from "node:child_process";
import { once } from "node:events";
import { projectRoot } from "../processes/service.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export type Counts = { passed: number; failed: number };

/** What takes longer hangs. After that it has a moment to end what it has started. */
export type Limits = { withinMs: number; graceMs: number };
const LIMITS: Limits = { withinMs: 15 * 60_000, graceMs: 10_000 };

/**
 * Runs Node 24 in the project root with this terminal and resolves with its exit code. What has not ended in time is
 * ended with all that it has started, and has failed.
 */
export async function runNode24(
  args: readonly string[],
  env: Record<string, string> = {},
  { withinMs, graceMs }: Limits = LIMITS,
): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    // Leads a process group of its own, which can be ended as a whole.
    detached: true,
  });
  const group = -(child.pid ?? NaN);
  const kill = () => signalAll(group, "SIGKILL");
  let grace: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    console.error(`${args.join(" ")} hangs: it was ended after ${withinMs / 60_000} minutes.`);
    signalAll(group, "SIGINT");
    grace = setTimeout(kill, graceMs);
  }, withinMs);
  // Ctrl-C reaches this process alone, and must not lead on to the next command.
  let interrupted = false;
  const interrupt = (signal: NodeJS.Signals) => {
    interrupted = true;
    signalAll(group, signal);
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const [code] = (await once(child, "exit")) as [number | null];
  clearTimeout(timer);
  clearTimeout(grace);
  for (const signal of SIGNALS) process.off(signal, interrupt);
  if (interrupted) process.exit(1);
  if (grace) kill();
  return grace ? 1 : (code ?? 1);
}

function signalAll(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(group, signal);
  } catch {
    // Nothing of it is left.
  }
}

/** Runs a check that either holds or does not. */
export async function check(...args: string[]): Promise<Counts> {
  const code = await runNode24(args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
