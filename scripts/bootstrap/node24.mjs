// Everything under bootstrap/ runs on the machine's own Node (18 or newer), before anything is
// installed: no dependencies here.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
/** Node 24 as npm installed it. */
export const node24 = `${projectRoot}node_modules/node/bin/node`;

/** Node's flag for a program that imports modules of the application, the log among them. */
export const appModules = `--import=${new URL("../processes/app-modules.ts", import.meta.url).href}`;

const followParent = new URL("../processes/follow-parent.ts", import.meta.url).href;

const ownEnvironment = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  // Prisma's CLI downloads its native engine unless this names a file; `generate` never runs it.
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
};

/** Runs the pinned Node 24 in the project root; rejects with a sentence when it does not end well. */
export async function runNode(args, env = {}) {
  await run(node24, args, env);
}

/** Runs a program in the project root; see runNode. */
export async function run(program, args, env = {}) {
  const code = await handOver(program, args, env);
  if (code !== 0) throw new Error(`${[program, ...args].join(" ")} ended with ${code}.`);
}

/**
 * Runs a program in the project root with this terminal, passes on the signals that would end this
 * process, and resolves with its exit code. Node 24 stops in good order even when this process is killed.
 */
export function handOver(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const follows = program === node24;
    const child = spawn(program, follows ? [`--import=${followParent}`, ...args] : args, {
      cwd: projectRoot,
      stdio: ["inherit", "inherit", "inherit", "pipe"],
      env: {
        ...process.env,
        ...ownEnvironment,
        ...env,
        ...(follows && { FRONTDESK_PARENT_FD: "3" }),
      },
    });
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    const forward = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    const settle = (act) => {
      for (const signal of signals) process.off(signal, forward);
      act();
    };
    child.once("error", (error) => settle(() => reject(error)));
    child.once("exit", (code) => settle(() => resolve(code ?? 1)));
  });
}
