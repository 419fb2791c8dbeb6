import { expect, test, vi } from "vitest";
import { stepsOf } from "./run-steps";

const call = {
  functionId: "test",
  trace: { traceId: "0".repeat(32), service: "ops" as const },
  attempt: 0,
  maxAttempts: 1,
  stepDeadlineMs: 20,
};
const sdk = {
  run: (_: string, body: () => Promise<unknown>) => body(),
  sendEvent: vi.fn(),
  sleepUntil: vi.fn(),
};

test("a step that takes too long fails, and what it does hears of it", async () => {
  const heard = vi.fn();
  const never = (signal: AbortSignal) =>
    new Promise<void>(() => signal.addEventListener("abort", () => void heard(signal.reason)));
  await expect(stepsOf(sdk, call).run("slow", never)).rejects.toMatchObject({ code: "timeout" });
  expect(heard).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: "timeout" }));
});

test("what fails to the end is followed by another step, and one that was stopped is not", async () => {
  const otherwise = { id: "else", body: vi.fn(async () => undefined) };
  const failing = async () => {
    throw new Error("no");
  };
  await stepsOf(sdk, call).runOrElse("first", failing, otherwise);
  expect(otherwise.body).toHaveBeenCalledOnce();
  const stopping = { ...sdk, run: async () => ({ runStopped: true }) };
  await expect(stepsOf(stopping, call).runOrElse("first", failing, otherwise)).rejects.toThrow();
  expect(otherwise.body).toHaveBeenCalledOnce();
});
