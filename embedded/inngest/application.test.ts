import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { appModules, projectRoot } from "../../scripts/processes/service.ts";

const CALLS = 6_000;

/** Makes many calls in a process of its own and tells by how many bytes its heap has grown since the first third of them. */
const program = `
  import { createServer } from "node:http";
  import { Application } from "${projectRoot}embedded/inngest/application.ts";
  const server = createServer((request, response) => {
    request.resume().once("end", () => response.end("unsigned"));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const url = "http://127.0.0.1:" + server.address().port + "/?fnId=one";
  const application = new Application("${"ab".repeat(32)}");
  const life = new AbortController();
  const heap = async () => {
    for (let times = 0; times < 3; times += 1) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return process.memoryUsage().heapUsed;
  };
  let before = 0;
  for (let call = 0; call < ${CALLS}; call += 1) {
    if (call === ${CALLS / 3}) before = await heap();
    const { kind } = await application.call(url, "step", {}, life.signal);
    if (kind !== "attempt-failed") throw new Error(kind);
  }
  process.stdout.write(String((await heap()) - before));
  process.exit(0);
`;

test("a call that was answered leaves nothing in memory", () => {
  const args = ["--expose-gc", appModules, "--input-type=module", "--eval", program];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectRoot,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(Number(stdout) / ((CALLS * 2) / 3)).toBeLessThan(250);
}, 60_000);
