import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

export interface Script {
  child: ChildProcess;
  /** Gives it a line. */
  tell: (line: string) => void;
  /** The next line that it says. */
  next: () => Promise<string | undefined>;
}

/** Another process of the product's code: runs a script with the modules and the configuration of this one. */
export function startScript(code: string, ...args: string[]): Script {
  const child = spawn(
    process.execPath,
    [
      "--import=./scripts/processes/app-modules.ts",
      "--input-type=module",
      "--eval",
      code,
      "--",
      ...args,
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    tell: (line) => void child.stdin.write(`${line}\n`),
    next: async () => (await lines.next()).value,
  };
}
