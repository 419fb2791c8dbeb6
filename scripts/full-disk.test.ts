import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { expect, test } from "vitest";
import { appModules, projectRoot } from "./processes/service.ts";

/** Runs a program whose stdout is a file on a disk that is full. */
function onFullDisk(program: string) {
  const stdout = openSync("/dev/full", "w");
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [appModules, "--input-type=module", "--eval", program],
      { cwd: projectRoot, encoding: "utf8", stdio: ["ignore", stdout, "pipe"] },
    );
    return { status, told: stderr };
  } finally {
    closeSync(stdout);
  }
}

test("a process whose log finds no room goes on, and says so once", () => {
  const { status, told } = onFullDisk(`
    import { log } from "${projectRoot}lib/platform/log/log.ts";
    for (let line = 0; line < 3; line += 1) {
      log.info("a line");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }`);
  expect(told.trim()).toMatch(/^The log can't be written, and lines are lost: ENOSPC[^\n]+$/);
  expect(status).toBe(0);
});

test("whoever outlives the terminal goes on when what it says finds no room", () => {
  const { status, told } = onFullDisk(`
    import { complain, outliveTerminal, say } from "${projectRoot}scripts/terminal.ts";
    outliveTerminal();
    for (let line = 0; line < 3; line += 1) {
      say("a line");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    complain("goes on");`);
  expect({ status, told }).toEqual({ status: 0, told: "goes on\n" });
});
