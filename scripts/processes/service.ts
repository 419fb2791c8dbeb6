import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { LogFile } from "./log-file.ts";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** Node's flag for a program that imports modules of the application, the log among them. */
export const appModules = `--import=${new URL("app-modules.ts", import.meta.url).href}`;

/** More than answers that are under way are waited for (`STOP_WITHIN_MS` of `scripts/start/serve.ts`). */
export const ENDS_WITHIN_MS = 35_000;

export type ServiceOptions = {
  name: string;
  /** What Node 24 runs: flags of Node, then the program with its arguments, from the project root. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Takes everything the program writes, as a `LogFile`. */
  logFile: string;
  /** Takes each line worth showing: what it writes to stderr, and its log's errors. */
  onTrouble: (line: string) => void;
  /** The line that says it can be used, of which the match's first group is kept as the address. */
  readyLine: RegExp;
  readyWithinMs: number;
  /** How long it may take to end when it is asked to, before it is killed. */
  endsWithinMs?: number;
};

export type Service = {
  name: string;
  /** The first group of `readyLine`, for the embedded servers `127.0.0.1:port`. */
  address: string;
  pid: number;
  /** Resolves, with the reason in words, when the process is gone. */
  ended: Promise<string>;
  /** Asks it to end and waits; kills it when it takes longer than `graceMs`, by default its `endsWithinMs`. */
  stop: (graceMs?: number) => Promise<void>;
};

/** Starts one program and resolves once it says that it is ready; rejects when it ends before. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const child = spawn(
    process.execPath,
    [`--import=${new URL("follow-parent.ts", import.meta.url).href}`, ...options.args],
    {
      cwd: projectRoot,
      env: { ...options.env, FRONTDESK_PARENT_FD: "3" },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      // Ctrl-C reaches a whole process group at once; the order of stopping is the parent's.
      detached: true,
    },
  );
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `exit ${code}`));
  });
  const stop = (graceMs = options.endsWithinMs ?? ENDS_WITHIN_MS) =>
    stopChild(child, ended, graceMs);
  try {
    const address = await becomesReady(child, options, ended);
    return { name: options.name, address, pid: child.pid ?? 0, ended, stop };
  } catch (error) {
    await stop(0);
    throw error;
  }
}

function becomesReady(
  child: ChildProcess,
  options: ServiceOptions,
  ended: Promise<string>,
): Promise<string> {
  const { name, readyLine, readyWithinMs } = options;
  const log = new LogFile(options.logFile, options.onTrouble);
  child.once("close", () => log.close());
  return new Promise((resolve, reject) => {
    const lastTrouble: string[] = [];
    const fail = (reason: string) => {
      clearTimeout(timer);
      reject(new Error(lastTrouble.at(-1) ?? `${name} did not start: ${reason}.`));
    };
    const timer = setTimeout(
      () => fail(`not ready after ${readyWithinMs / 1000} s`),
      readyWithinMs,
    );
    void ended.then(fail);
    eachLine(child.stdout, (line) => {
      log.write(line);
      const match = readyLine.exec(line);
      if (match) {
        clearTimeout(timer);
        resolve(match[1] ?? "");
      } else if (isLoggedError(line)) {
        options.onTrouble(line);
      }
    });
    eachLine(child.stderr, (line) => {
      log.write(line);
      if (line.trim() === "") return;
      lastTrouble.push(line);
      options.onTrouble(line);
    });
  });
}

function eachLine(stream: NodeJS.ReadableStream | null, take: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on("line", take);
}

/** The application logs JSON lines by pino, whose levels 50 and 60 are error and fatal. */
function isLoggedError(line: string): boolean {
  return /^\{"level":(50|60|"error"|"fatal")/.test(line);
}

async function stopChild(child: ChildProcess, ended: Promise<string>, graceMs: number) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await ended;
  clearTimeout(timer);
}
