import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { documentOf } from "./parse-upload";
import { runChild, type ChildCommand, type ChildLimits, type ChildResult } from "./run-child";

vi.setConfig({ testTimeout: 30_000 });

const MB = 1024 * 1024;
const limits: ChildLimits = {
  wallClockMs: 20_000,
  cpuSeconds: 20,
  heapMegabytes: 64,
  residentBytes: 200 * MB,
  outputBytes: MB,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "child-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function command(source: string, more: Partial<ChildLimits> = {}): Promise<ChildCommand> {
  const entry = join(folder, "child.mts");
  // Every child says its number first, so that the test can see that it is gone.
  await writeFile(
    entry,
    `import { readFileSync, writeSync } from "node:fs"; writeSync(2, "pid " + process.pid + "\\n");${source}`,
  );
  return {
    entry,
    argument: "{}",
    input: new Uint8Array(0),
    readable: [`${folder}/*`],
    limits: { ...limits, ...more },
  };
}

async function run(
  source: string,
  more?: Partial<ChildLimits>,
  signal = new AbortController().signal,
): Promise<ChildResult> {
  const result = await runChild(await command(source, more), signal);
  expectGone(result.stderr);
  return result;
}

function pidIn(stderr: string): number {
  return Number(/^pid (\d+)$/m.exec(stderr)?.[1]);
}

function expectGone(stderr: string): void {
  const pid = pidIn(stderr);
  expect(pid).toBeGreaterThan(0);
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
}

const ENDLESS = "for (;;);";

describe("a child that goes wrong", () => {
  it("and never ends is stopped when its time is over", async () => {
    expect(await run(ENDLESS, { wallClockMs: 1_000 })).toMatchObject({
      ended: "stopped",
      reason: "timeout",
    });
  });

  it("and never ends is stopped by the kernel when its CPU time is over", async () => {
    expect(await run(ENDLESS, { cpuSeconds: 1 })).toMatchObject({
      ended: "stopped",
      reason: "timeout",
    });
  });

  it("and fills the heap is stopped", async () => {
    const hoard = "const all = []; for (;;) all.push({ number: all.length });";
    expect(await run(hoard)).toMatchObject({ ended: "stopped", reason: "too_much_memory" });
  });

  it("and fills memory outside the heap is stopped", async () => {
    const hoard =
      "const all = []; setInterval(() => all.push(new Uint8Array(20_000_000).fill(1)), 10);";
    expect(await run(hoard)).toMatchObject({ ended: "stopped", reason: "too_much_memory" });
  });

  it("and says more than it may is stopped", async () => {
    const talk = "for (;;) writeSync(3, Buffer.alloc(100_000));";
    expect(await run(talk)).toMatchObject({ ended: "stopped", reason: "too_long" });
  });

  it("and fails is a crash, with what it said", async () => {
    const result = await run("throw new Error('broken inside');");
    expect(result).toMatchObject({ ended: "crashed", code: 1, signal: null });
    expect(result.stderr).toContain("broken inside");
  });

  it("and fails tells where it broke, and not what it quotes of the file", async () => {
    const result = await run("throw new Error('Unknown command: the secret recipe');");
    expect(result.stderr).toContain("the secret recipe");
    expect(() => documentOf(result, "a.pdf")).toThrow(
      expect.objectContaining({
        code: "unavailable",
        message: expect.stringMatching(/^parser ended with 1 +at .*child\.mts:1:\d+/) as string,
      }),
    );
    expect(() => documentOf(result, "a.pdf")).not.toThrow("recipe");
  });

  it("and is killed by somebody else is a crash", async () => {
    const result = await run("process.kill(process.pid, 'SIGKILL');");
    expect(result).toMatchObject({ ended: "crashed", signal: "SIGKILL" });
  });

  it("and does not read its input does not harm its parent", async () => {
    const source = await command("process.exit(0);");
    const result = await runChild(
      { ...source, input: new Uint8Array(10 * MB) },
      new AbortController().signal,
    );
    expect(result.ended).toBe("answered");
  });
});

describe("the parent", () => {
  it("goes on with its own work, and ends the child at an abort", async () => {
    const controller = new AbortController();
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      if (ticks === 50) controller.abort(new Error("deadline"));
    }, 10);
    const before = await children();
    try {
      await expect(run(ENDLESS, {}, controller.signal)).rejects.toThrow("deadline");
    } finally {
      clearInterval(timer);
    }
    expect(ticks).toBeGreaterThanOrEqual(50);
    expect(await children()).toEqual(before);
  });

  it("does not start a child after an abort", async () => {
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(runChild(await command(ENDLESS), signal)).rejects.toThrow("too late");
  });
});

/** Process ids of this process's children; the kernel's list, since an aborted child tells nothing. */
async function children(): Promise<string[]> {
  const file = await open(`/proc/${process.pid}/task/${process.pid}/children`);
  try {
    return (await file.readFile("utf8")).split(" ").filter((pid) => pid !== "");
  } finally {
    await file.close();
  }
}

describe("what the child may do", () => {
  const attempt = (code: string) =>
    `try { ${code}; writeSync(3, "done"); } catch (error) { writeSync(3, error.code ?? error.name); }`;

  it.each([
    ["read another file", `readFileSync("/etc/hostname")`, "ERR_ACCESS_DENIED"],
    ["write a file", `(await import("node:fs")).writeFileSync("/tmp/x", "")`, "ERR_ACCESS_DENIED"],
    [
      "start a process",
      `(await import("node:child_process")).execSync("true")`,
      "ERR_ACCESS_DENIED",
    ],
    [
      "start a thread",
      `new (await import("node:worker_threads")).Worker("", { eval: true })`,
      "ERR_ACCESS_DENIED",
    ],
    ["run text as code", `new Function("return 1")()`, "EvalError"],
    ["read its own code", `readFileSync(import.meta.filename)`, "done"],
  ])("%s", async (_name, code, outcome) => {
    const result = await run(attempt(code));
    expect(result).toMatchObject({ ended: "answered", answer: Buffer.from(outcome) });
  });

  it("sees nothing of the parent's environment", async () => {
    vi.stubEnv("DATABASE_URL", "postgres://secret");
    const result = await run("writeSync(3, JSON.stringify(process.env));");
    expect(JSON.stringify(result)).not.toContain("secret");
    if (result.ended !== "answered") expect.unreachable();
    const names = Object.keys(JSON.parse(result.answer.toString()) as object);
    // PWD and the like are the shell's own.
    expect(
      names.filter((name) => !["NODE_ENV", "PWD", "OLDPWD", "SHLVL", "_"].includes(name)),
    ).toEqual([]);
  });

  it("reads its input from the bytes or from an open file", async () => {
    const echo = await command("writeSync(3, readFileSync(0));");
    const { signal } = new AbortController();
    const bytes = await runChild({ ...echo, input: Buffer.from("from memory") }, signal);
    expect(bytes).toMatchObject({ answer: Buffer.from("from memory") });
    await writeFile(join(folder, "input"), "from the disk");
    await using file = await open(join(folder, "input"));
    const read = await runChild({ ...echo, input: { fd: file.fd } }, signal);
    expect(read).toMatchObject({ answer: Buffer.from("from the disk") });
  });
});
