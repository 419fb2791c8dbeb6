import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LogFile } from "./log-file.ts";

let folder: string;
let path: string;
let trouble: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-log-file-"));
  path = join(folder, "app.log");
  trouble = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (mostBytes?: number) => new LogFile(path, (told) => trouble.push(told), mostBytes);

test("it keeps five files of a bounded size, the newest lines among them, whoever opens it anew", () => {
  for (let line = 0; line < 100; line += 1) {
    const log = open(40);
    log.write(`a line of some length ${String(line).padStart(2, "0")}`);
    log.close();
  }
  const names = readdirSync(folder).sort();
  expect(names).toEqual(["app.1.log", "app.2.log", "app.3.log", "app.4.log", "app.log"]);
  const kept = ["app.log", ...names.slice(0, 4)].map((name) =>
    readFileSync(join(folder, name), "utf8"),
  );
  expect(kept).toEqual([99, 98, 97, 96, 95].map((line) => `a line of some length ${line}\n`));
  for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  expect(trouble).toEqual([]);
});

test("a line that is longer than a file may be stands in one of its own", () => {
  const log = open(10);
  for (const line of ["longer than ten bytes", "short"]) log.write(line);
  expect(readFileSync(path, "utf8")).toBe("short\n");
  expect(readFileSync(join(folder, "app.1.log"), "utf8")).toBe("longer than ten bytes\n");
});

test("a full disk costs the lines that find it full, is told once, and again when it is full again", () => {
  const fill = () => {
    rmSync(path, { force: true });
    symlinkSync("/dev/full", path);
  };
  const log = open();
  fill();
  for (const line of ["one", "two"]) log.write(line);
  expect(trouble).toEqual([expect.stringMatching(/^The log \S+app\.log can't be written.+ENOSPC/)]);
  rmSync(path);
  log.write("three");
  expect(readFileSync(path, "utf8")).toBe("three\n");
  log.close();
  fill();
  log.write("four");
  expect(trouble).toHaveLength(2);
});
