import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runNode24 } from "./run-command.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-run-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that has ended may be listed until somebody asks how. */
const isRunning = (pid: number) =>
  /^[^Z]/.test(spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout);

/** Does nothing for long, and writes down who it is. */
const waits = (file: string) => `
  require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid));
  setTimeout(() => undefined, 60_000);`;

async function runHanging(program: (file: string) => string) {
  const complaint = vi.spyOn(console, "error").mockReturnValue(undefined);
  const file = join(folder, "pid");
  const code = await runNode24(["-e", program(file)], {}, { withinMs: 2_500, graceMs: 300 });
  const pid = Number(readFileSync(file, "utf8"));
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => isRunning(pid)).toBe(false);
  expect(complaint.mock.calls.join()).toMatch(/ hangs: it was ended after [\d.]+ minutes\.$/);
  return code;
}

test("a command that ends by itself has its own exit code", async () => {
  expect(await runNode24(["-e", "process.exitCode = 3"])).toBe(3);
  expect(await runNode24(["-e", ""])).toBe(0);
});

test.for<[string, (file: string) => string]>([
  ["waits for ever", waits],
  ["will not be interrupted", (file) => `process.on("SIGINT", () => undefined);${waits(file)}`],
  [
    "leaves another behind when it is interrupted, and says that all is well",
    (file) => `
      process.on("SIGINT", () => process.exit(0));
      const other = ${JSON.stringify(`process.on("SIGINT", () => undefined);${waits(file)}`)};
      require("node:child_process").spawn(process.execPath, ["-e", other], { stdio: "ignore" });
      setTimeout(() => undefined, 60_000);`,
  ],
])(
  "one that %s is ended with all that it has started, and has failed",
  { timeout: 20_000 },
  async ([, program]) => {
    expect(await runHanging(program)).toBe(1);
  },
);
