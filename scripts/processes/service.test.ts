import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startService } from "./service.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-service-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function start(program: string, trouble: string[] = [], endsWithinMs?: number) {
  return startService({
    name: "probe",
    args: ["--eval", program],
    env: process.env,
    logFile: join(folder, "probe.log"),
    onTrouble: (line) => trouble.push(line),
    readyLine: /^ready probe (\S+)$/,
    readyWithinMs: 20_000,
    ...(endsWithinMs !== undefined && { endsWithinMs }),
  });
}

const server = `
  process.on("SIGTERM", () => { console.log("bye"); process.exit(0); });
  setInterval(() => {}, 1000);
  console.error("a warning");
  console.log('{"level":50,"msg":"an error"}');
  console.log("ready probe 127.0.0.1:1234");
`;

test("a service gives its address, shows its trouble, logs everything and ends when asked", async () => {
  const trouble: string[] = [];
  const service = await start(server, trouble);
  expect(service.address).toBe("127.0.0.1:1234");
  await service.stop();
  expect(await service.ended).toBe("exit 0");
  expect(trouble).toEqual(expect.arrayContaining(["a warning", '{"level":50,"msg":"an error"}']));
  expect(readFileSync(join(folder, "probe.log"), "utf8")).toContain("ready probe");
});

test("a service that ends before it is ready is told by its own last words", async () => {
  const failing = start(`console.error("Port 80 is already taken."); process.exit(1);`);
  await expect(failing).rejects.toThrow("Port 80 is already taken.");
});

test("a service that does not end when asked is killed", async () => {
  const service = await start(
    `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("ready probe x");`,
  );
  await service.stop(50);
  expect(await service.ended).toBe("ended by SIGKILL");
});

test("a service lives on while its log finds no room, and is logged again when there is", async () => {
  const file = join(folder, "probe.log");
  symlinkSync("/dev/full", file);
  const trouble: string[] = [];
  const service = await start(
    `process.on("SIGUSR2", () => console.log("later"));${server}`,
    trouble,
  );
  await vi.waitFor(() => expect(trouble.join()).toContain("ENOSPC"));
  expect(trouble.filter((line) => line.includes("can't be written"))).toHaveLength(1);
  rmSync(file);
  process.kill(service.pid, "SIGUSR2");
  await vi.waitFor(() => expect(readFileSync(file, "utf8")).toBe("later\n"));
  await service.stop();
  expect(await service.ended).toBe("exit 0");
});

test("a service is killed when it takes longer to end than it may", async () => {
  const service = await start(
    `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("ready probe x");`,
    [],
    50,
  );
  await service.stop();
  expect(await service.ended).toBe("ended by SIGKILL");
});
