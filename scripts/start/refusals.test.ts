import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePorts } from "../test/product.ts";

let folder: string;
let taken: number;
let free: number[];
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-refusals-"));
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  taken = (server.address() as AddressInfo).port;
  free = await freePorts(2);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function run(args: string[], environment: Record<string, string> = {}) {
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: {
      NODE_ENV: "production",
      PATH: process.env["PATH"],
      PORT: String(free[0]),
      DEMO_SITE_PORT: String(free[1]),
      FRONTDESK_DATA_DIR: folder,
      ...environment,
    },
  });
  return { status, told: stderr.trim() };
}

test.each([
  ["a taken port", () => ({ PORT: String(taken) }), /^Port \d+ is already taken\. Set PORT to/],
  ["no port", () => ({ PORT: "many" }), /^PORT must be .+$/],
  [
    "a folder that cannot be written",
    () => ({ FRONTDESK_DATA_DIR: "/dev/null/data" }),
    /^The data folder \/dev\/null\/data can't be written \(.+\)\.$/,
  ],
  [
    "an engine without its keys",
    () => ({ INNGEST_BASE_URL: "http://127.0.0.1:1" }),
    /^INNGEST_BASE_URL needs INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY beside it\.$/,
  ],
  [
    "a database that is not there",
    () => ({ DATABASE_URL: "postgres://somebody:hidden@127.0.0.1:1/x" }),
    /^The database at 127\.0\.0\.1:1\/x cannot be reached: [^\n]+$/,
  ],
])("%s is told in one sentence", (_, environment, sentence) => {
  const { status, told } = run(["scripts/start/check.ts"], environment());
  expect(told).toMatch(sentence);
  expect(told).not.toContain("\n");
  expect(told).not.toContain("hidden");
  expect(status).toBe(1);
});

test("a Node that is too old is told so before anything of it is used", () => {
  const old = `Object.defineProperty(process.versions, "node", { value: "16.20.2" });`;
  const { status, told } = run(["-e", `${old} require("./scripts/run.cjs")`]);
  expect(told).toMatch(/^Frontdesk needs Node\.js 18 or newer to start; this is v[\d.]+\./);
  expect(status).toBe(1);
});
