import { beforeEach, expect, test, vi } from "vitest";
import { forgetCircuits } from "@/lib/testing/circuits";
import { breakerStates } from "./registry";
import type { OutsideCall } from "./outside-call";
import { streamOutside } from "./stream-outside";

Object.assign(process.env, { LOG_LEVEL: "silent" });

beforeEach(forgetCircuits);

const options = {
  provider: "a.example",
  model: "m",
  operation: "chat",
  silenceMs: 100,
  wholeMs: 300,
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function open(fn: (call: OutsideCall) => AsyncIterable<string>, signal?: AbortSignal) {
  return streamOutside("chat_model", { ...options, ...(signal && { signal }) }, fn);
}

async function read(stream: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const part of stream) text += part;
  return text;
}

const failuresNow = () => breakerStates()[0]?.failuresInWindow;

test("a stream that comes whole is told whole and counts as a success", async () => {
  const words = open(async function* () {
    yield "a";
    await pause(50);
    yield "b";
  });
  expect(await read(words)).toBe("ab");
  expect(breakerStates()).toMatchObject([{ state: "closed", failuresInWindow: 0 }]);
});

test("a failure on the way counts", async () => {
  const cut = open(async function* () {
    yield "a";
    await pause(1);
    throw new Error("reset");
  });
  await expect(read(cut)).rejects.toThrow("reset");
  expect(failuresNow()).toBe(1);
});

test("silence is given up, even by one that heeds no signal", async () => {
  let aborted: AbortSignal | undefined;
  const silent = open(async function* ({ signal }) {
    aborted = signal;
    yield "a";
    await Promise.withResolvers<never>().promise;
  });
  await expect(read(silent)).rejects.toMatchObject({ code: "timeout" });
  expect(aborted?.aborted).toBe(true);
  expect(failuresNow()).toBe(1);
});

test("so is one that drips without an end", async () => {
  const drip = open(async function* () {
    for (;;) {
      await pause(30);
      yield "a";
    }
  });
  await expect(read(drip)).rejects.toMatchObject({ code: "timeout" });
  expect(failuresNow()).toBe(1);
});

test("the reader's time is not the model's", async () => {
  const words = open(async function* () {
    yield "a";
    await pause(1);
    yield "b";
  });
  let text = "";
  for await (const part of words) {
    text += part;
    await pause(200);
  }
  expect(text).toBe("ab");
  expect(failuresNow()).toBe(0);
});

test("a reader that is too slow ends the call and counts for nobody", async () => {
  let aborted: AbortSignal | undefined;
  const words = open(async function* ({ signal }) {
    aborted = signal;
    for (;;) {
      await pause(1);
      yield "a";
    }
  });
  const slow = async () => {
    for await (const part of words) if (part) await pause(options.wholeMs * 2);
  };
  await expect(slow()).rejects.toThrow();
  expect(aborted?.aborted).toBe(true);
  expect(failuresNow()).toBe(0);
});

test("a reader that leaves early closes the connection and counts for nobody", async () => {
  let aborted: AbortSignal | undefined;
  const words = open(async function* ({ signal }) {
    aborted = signal;
    yield "a";
    await Promise.withResolvers<never>().promise;
  });
  for await (const part of words) if (part) break;
  expect(aborted?.aborted).toBe(true);
  expect(failuresNow()).toBe(0);
});

test("so does one whose signal aborts", async () => {
  const reader = new AbortController();
  const words = open(async function* () {
    yield "a";
    reader.abort(new Error("gone"));
    await Promise.withResolvers<never>().promise;
  }, reader.signal);
  await expect(read(words)).rejects.toThrow("gone");
  expect(failuresNow()).toBe(0);
});

test("an open breaker refuses it before its first part", async () => {
  const cut = async function* (): AsyncGenerator<string> {
    await pause(1);
    yield* [];
    throw new Error("reset");
  };
  for (let call = 0; call < 5; call += 1) await expect(read(open(cut))).rejects.toThrow("reset");
  const called = vi.fn(cut);
  await expect(read(open(called))).rejects.toMatchObject({ code: "unavailable" });
  expect(called).not.toHaveBeenCalled();
});
