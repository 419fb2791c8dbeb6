import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { untilSilent } from "./until-silent";

const SILENT_MS = 25_000;
const beat = new TextEncoder().encode(": beat\n\n");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a body is read through its heartbeats, and fails once nothing comes any more", async () => {
  const { readable, writable } = untilSilent(SILENT_MS);
  const [reader, writer] = [readable.getReader(), writable.getWriter()];
  for (let beats = 0; beats < 3; beats += 1) {
    const written = writer.write(beat);
    expect(await reader.read()).toEqual({ done: false, value: beat });
    await written;
    await vi.advanceTimersByTimeAsync(SILENT_MS - 1);
  }
  const failed = expect(reader.read()).rejects.toMatchObject({ problem: { code: "interrupted" } });
  await vi.advanceTimersByTimeAsync(1);
  await failed;
  // Whoever sends is hung up on.
  await expect(writer.closed).rejects.toMatchObject({ problem: { code: "interrupted" } });
});

test.each(["cancels", "ends"])("no timer is left when it %s", async (how) => {
  const { readable, writable } = untilSilent(SILENT_MS);
  if (how === "cancels") await readable.cancel();
  else {
    const closed = writable.close();
    expect(await readable.getReader().read()).toEqual({ done: true, value: undefined });
    await closed;
  }
  expect(vi.getTimerCount()).toBe(0);
});
