import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LogFile } from "./log-file.ts";
import { projectRoot } from "./service.ts";

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

// No file of it may be longer than 4,096 bytes, which fails as a full disk does: the second line is cut off.
const program = `
  import { truncateSync } from "node:fs";
  import { LogFile } from "./scripts/processes/log-file.ts";
  const [path] = process.argv.slice(1);
  const log = new LogFile(path, () => {});
  for (const letter of ["a", "b"]) log.write(letter.repeat(3000));
  truncateSync(path, 4000);
  for (const line of ["c", "d"]) log.write(line);
`;

test("a line that was cut off spoils none that follows", () => {
  const limited = `trap "" XFSZ; ulimit -f 8; exec "$@"`;
  const node = [process.execPath, "--input-type=module", "--eval", program, path];
  execFileSync("sh", ["-c", limited, "sh", ...node], { cwd: projectRoot, stdio: "inherit" });
  const lines = readFileSync(path, "utf8").split("\n");
  expect(lines).toEqual(["a".repeat(3000), "b".repeat(999), "c", "d", ""]);
});

test("a file that can't be moved goes on, is told, and is moved when as much is written once more", () => {
  const log = open(10);
  for (let age = 3; age >= 0; age -= 1) log.write(`file ${age}..`);
  const inTheWay = join(folder, "app.4.log");
  mkdirSync(join(inTheWay, "anything"), { recursive: true });
  for (const line of ["one", "two"]) log.write(line);
  expect(readFileSync(path, "utf8")).toBe("file 0..\none\ntwo\n");
  expect(trouble).toEqual([expect.stringMatching(/app\.log can't be moved, and grows: \w+/)]);
  rmSync(inTheWay, { recursive: true });
  log.write("three");
  expect(readFileSync(path, "utf8")).toBe("three\n");
  expect(readFileSync(join(folder, "app.1.log"), "utf8")).toBe("file 0..\none\ntwo\n");
  expect(trouble).toHaveLength(1);
});

test("a file that can't even be closed costs a line", () => {
  const log = open();
  log.write("one");
  const held = readdirSync("/proc/self/fd").filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === path;
    } catch {
      // The one that this folder was read by.
      return false;
    }
  });
  expect(held).toHaveLength(1);
  closeSync(Number(held[0]));
  log.write("lost");
  log.write("two");
  expect(readFileSync(path, "utf8")).toBe("one\n\ntwo\n");
  expect(trouble).toEqual([expect.stringMatching(/can't be written, and lines are lost: EBADF/)]);
});
