import "server-only";
import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { constants, setPriority } from "node:os";
import type { Readable } from "node:stream";
import type { ParseFailureReason } from "./child/protocol";
import { watchMemory } from "./watch-memory";

export interface ChildLimits {
  wallClockMs: number;
  cpuSeconds: number;
  heapMegabytes: number;
  residentBytes: number;
  outputBytes: number;
}

export interface ChildCommand {
  /** A TypeScript or JavaScript file that Node can run as it is. */
  entry: string;
  /** argv[2] of the child. */
  argument: string;
  /** What the child reads on its stdin: the bytes, or an open file of which the caller keeps ownership. */
  input: Uint8Array | { fd: number };
  /** Files and folders (`…/*`) that the child may read; it may write none. */
  readable: string[];
  limits: ChildLimits;
}

/** How the child ended; `stderr` is for the logs. */
export type ChildResult =
  | { ended: "answered"; answer: Buffer; stderr: string }
  | { ended: "stopped"; reason: ParseFailureReason; stderr: string }
  | { ended: "crashed"; code: number | null; signal: NodeJS.Signals | null; stderr: string };

const ANSWER_FD = 3;
const STDERR_CHARACTERS = 4_000;
/** Signals that come from the file that was read: V8 aborts without memory, the kernel ends the CPU seconds. */
const REASON_OF_SIGNAL: Partial<Record<NodeJS.Signals, ParseFailureReason>> = {
  SIGABRT: "too_much_memory",
  SIGTRAP: "too_much_memory",
  SIGILL: "too_much_memory",
  SIGXCPU: "timeout",
  SIGSEGV: "too_complex",
};

/**
 * Runs a file in a process of its own with nothing of the environment, no right to the file system but to its
 * code, a low priority, and limits on time, CPU, memory and output; whatever exceeds one is killed.
 * Resolves once the process is gone. Rejects with the signal's reason after an abort.
 */
export async function runChild(command: ChildCommand, signal: AbortSignal): Promise<ChildResult> {
  signal.throwIfAborted();
  const child = start(command);
  let stopped: ParseFailureReason | undefined;
  const kill = (reason?: ParseFailureReason) => {
    stopped ??= reason;
    child.kill("SIGKILL");
  };
  const onAbort = () => kill();
  signal.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(() => kill("timeout"), command.limits.wallClockMs);
  const stopWatching = child.pid
    ? watchMemory(child.pid, command.limits.residentBytes, () => kill("too_much_memory"))
    : () => undefined;
  try {
    const answer = collect(child, command.limits.outputBytes, () => kill("too_long"));
    const stderr = tail(child);
    const { code, signal: by } = await ended(child);
    signal.throwIfAborted();
    if (stopped) return { ended: "stopped", reason: stopped, stderr: stderr() };
    if (code === 0) return { ended: "answered", answer: answer(), stderr: stderr() };
    const reason = by && REASON_OF_SIGNAL[by];
    if (reason) return { ended: "stopped", reason, stderr: stderr() };
    return { ended: "crashed", code, signal: by, stderr: stderr() };
  } finally {
    clearTimeout(timer);
    stopWatching();
    signal.removeEventListener("abort", onAbort);
  }
}

function start({ entry, argument, input, readable, limits }: ChildCommand): ChildProcess {
  const node = [
    "--permission",
    ...readable.map((path) => `--allow-fs-read=${path}`),
    "--disallow-code-generation-from-strings",
    `--max-old-space-size=${limits.heapMegabytes}`,
    "--max-semi-space-size=8",
    "--no-warnings",
    entry,
    argument,
  ];
  // The shell sets the kernel's own limits and becomes Node: should this process die, an endless child
  // still ends when its CPU seconds are used up.
  const { cpuSeconds } = limits;
  const ulimits = `ulimit -S -t ${cpuSeconds}; ulimit -H -t ${cpuSeconds + 5}; ulimit -c 0`;
  const shell = ["-c", `${ulimits}; exec "$@"`, "sh"];
  const stdio: StdioOptions = ["fd" in input ? input.fd : "pipe", "ignore", "pipe", "pipe"];
  const env = { NODE_ENV: "production" } as const;
  const child = spawn("/bin/sh", [...shell, process.execPath, ...node], { env, stdio });
  // A child that ends before it has read everything breaks the pipe; how it ended says more.
  child.stdin?.on("error", () => undefined);
  if (!("fd" in input)) child.stdin?.end(input);
  if (child.pid) lowerPriority(child.pid);
  return child;
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    // Gone already: then it needs no priority.
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

function ended(
  child: ChildProcess,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}

function collect(child: ChildProcess, maximum: number, exceeded: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  const pipe = child.stdio[ANSWER_FD] as Readable;
  pipe.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maximum) chunks.push(chunk);
    else exceeded();
  });
  return () => Buffer.concat(chunks);
}

function tail(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-STDERR_CHARACTERS);
  });
  return () => text.trim();
}
