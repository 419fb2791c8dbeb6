import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";

const followParent = new URL("follow-parent.ts", import.meta.url).href;

// Starts a child, says its number, and is gone before the child can have run a line.
const parent = `
  import { spawn } from "node:child_process";
  import { writeSync } from "node:fs";
  const args = ["--import=${followParent}", "--eval", "setInterval(() => {}, 1_000)"];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    env: { ...process.env, FRONTDESK_PARENT_FD: "3" },
    detached: true,
  });
  writeSync(1, String(child.pid));
  process.kill(process.pid, "SIGKILL");
`;

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a child whose parent is killed while it starts ends as well", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", parent]);
  const [pid] = (await once(child.stdout, "data")) as [Buffer];
  expect(Number(pid)).toBeGreaterThan(0);
  await vi.waitFor(() => expect(runs(Number(pid))).toBe(false), { timeout: 4_000, interval: 50 });
});
