// Runs on the machine's own Node (18 or newer) before anything is installed: no dependencies here.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
export const node24 = `${projectRoot}node_modules/node/bin/node`;

/**
 * Runs the pinned Node 24 in the project root with this terminal's output and resolves when it
 * ended well; rejects with its exit code in the message otherwise.
 */
export function runNode(args, env = {}) {
  return run(node24, args, env);
}

/** Runs a program in the project root; see runNode. */
export function run(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: projectRoot,
      stdio: "inherit",
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: "1",
        CHECKPOINT_DISABLE: "1",
        // Prisma's CLI downloads its native engine unless this names a file; `generate` never runs it.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        ...env,
      },
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${args.join(" ")} ended with ${signal ?? code}`));
    });
  });
}
