import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { watchRight } from "./watch-right";

const lost = new AppError("forbidden", "Not any more.");
const away = new AppError("unavailable", "Away.");

let ended: unknown[];
let stream: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  ended = [];
  stream = new AbortController();
});

afterEach(() => {
  vi.useRealTimers();
});

const watch = (check: () => Promise<void>) =>
  watchRight(check, stream.signal, (error) => {
    ended.push(error);
    stream.abort();
  });

it("looks every two seconds while the right holds, and stops when the stream ends", async () => {
  const check = vi.fn(async () => {});
  const watching = watch(check);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(check).toHaveBeenCalledTimes(10);
  stream.abort();
  await watching;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(check).toHaveBeenCalledTimes(10);
  expect(ended).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it("says once that the right is lost, within three seconds", async () => {
  let allowed = true;
  const watching = watch(async () => {
    if (!allowed) throw lost;
  });
  await vi.advanceTimersByTimeAsync(5_000);
  allowed = false;
  await vi.advanceTimersByTimeAsync(3_000);
  await watching;
  expect(ended).toEqual([lost]);
  expect(vi.getTimerCount()).toBe(0);
});

it("asks a database again that was away for a moment", async () => {
  let failures = 0;
  void watch(async () => {
    failures += 1;
    if (failures === 2) throw away;
  });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(failures).toBeGreaterThan(5);
  expect(ended).toEqual([]);
});

it.each<[string, () => Promise<void>]>([
  ["stays away", () => Promise.reject(away)],
  ["never answers", () => new Promise(() => undefined)],
])("gives up within five seconds on a database that %s", async (_, check) => {
  const watching = watch(check);
  await vi.advanceTimersByTimeAsync(5_000);
  await watching;
  expect(ended).toMatchObject([{ code: "unavailable" }]);
  expect(vi.getTimerCount()).toBe(0);
});
