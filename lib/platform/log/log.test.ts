import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { appModules } from "@/scripts/processes/service";

// A supervisor that is killed reads nothing any more, and what it had started has to end.
const program = `
  import { log } from "@/lib/platform/log/log.ts";
  process.stdin.once("end", () => {
    log.info("unheard");
    log.info("unheard too");
    process.exit(7);
  });
  process.stdin.resume();
  log.info("heard");
`;

test("a process ends whose log nobody reads any more", async () => {
  const args = [appModules, "--input-type=module", "--eval", program];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  expect(line.toString()).toContain('"heard"');
  child.stdout.destroy();
  await once(child.stdout, "close");
  child.stdin.end();
  expect(await ended).toEqual([7, null]);
});
