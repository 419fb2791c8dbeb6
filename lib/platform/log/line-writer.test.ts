import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { appModules } from "@/scripts/processes/service";
import { LineWriter } from "./line-writer";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-log-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

// No file of it may be longer than a few thousand bytes, which fails as a full disk does; then it makes room.
const program = `
  import { ftruncateSync } from "node:fs";
  import { log } from "@/lib/platform/log/log.ts";
  for (let line = 0; line < 1500; line += 1) log.info("x".repeat(1000));
  ftruncateSync(1, 0);
  log.info("room again");
  log.info("and more");
`;

test("a log that found no room for megabytes goes on with the first line that there is room for", () => {
  const path = join(folder, "log");
  const file = openSync(path, "a");
  const limited = `trap "" XFSZ; ulimit -f 8; exec "$@"`;
  const told = join(folder, "told");
  const stderr = openSync(told, "a");
  const node = [process.execPath, appModules, "--input-type=module", "--eval", program];
  execFileSync("sh", ["-c", limited, "sh", ...node], { stdio: ["ignore", file, stderr] });
  for (const descriptor of [file, stderr]) closeSync(descriptor);
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(messages).toEqual(["room again", "and more"]);
  expect(readFileSync(told, "utf8").match(/The log can't be written/g)).toHaveLength(1);
});

test("a pipe that nobody reads loses the lines that it has no room for, and spoils none that follow", () => {
  const path = join(folder, "pipe");
  execFileSync("sh", ["-c", 'mkfifo "$1"', "sh", path]);
  const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const writer = new LineWriter(pipe);
  const tooLong = "x".repeat(1_000_000);
  writer.write(`${tooLong}\n`);
  writer.write("lost\n");
  const kept = Buffer.alloc(tooLong.length);
  const length = readSync(pipe, kept);
  writer.write("one\n");
  writer.write("two\n");
  expect(tooLong).toContain(kept.toString("utf8", 0, length));
  expect(kept.toString("utf8", 0, readSync(pipe, kept))).toBe("\none\ntwo\n");
  closeSync(pipe);
});
