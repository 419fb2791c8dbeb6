import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { logged } from "@/lib/testing/captured-log";
import type { Service } from "../processes/service.ts";
import { Supervisor } from "./supervisor.ts";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const lines = () => logged.map((line) => JSON.parse(line) as Record<string, unknown>);

/** Stands in for a process: ends when told to. */
function fake(name: string, stopped: string[] = [], lastWords = "exit 0") {
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const stop = async () => {
    stopped.push(name);
    end(lastWords);
  };
  const service: Service = { name, address: "127.0.0.1:4000", pid: 1, ended, stop };
  return { service, end };
}

beforeEach(() => {
  logged.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a service that dies is started again on its port, then connected again", async () => {
  const supervisor = new Supervisor(vi.fn());
  const [first, second] = [fake("a"), fake("a")];
  const launch = vi.fn().mockResolvedValueOnce(first.service).mockResolvedValueOnce(second.service);
  const connect = vi.fn().mockResolvedValue(undefined);
  await supervisor.run(launch, connect);
  first.end("ended by SIGKILL");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(launch.mock.calls).toEqual([[0], [4000]]);
  expect(connect).toHaveBeenCalledOnce();
  expect(lines()).toMatchObject([
    { level: "warn", service: "ops", process: "a", reason: "ended by SIGKILL", pause_ms: 1_000 },
  ]);
});

test("a service that keeps dying is given up with a sentence", async () => {
  const givenUp = vi.fn();
  const supervisor = new Supervisor(givenUp);
  await supervisor.run(async () => {
    const { service, end } = fake("a");
    end("exit 1");
    return service;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(givenUp).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/a ended 6 times in a row/),
  );
  expect(lines().at(-1)).toMatchObject({ level: "error", process: "a", attempts: 6 });
});

test("stopping goes from the newest to the oldest and starts nothing again", async () => {
  const stopped: string[] = [];
  const supervisor = new Supervisor(vi.fn());
  const launch = vi.fn(async () => fake("database", stopped).service);
  await supervisor.run(launch);
  await supervisor.run(async () => fake("app", stopped).service);
  expect(await supervisor.stop()).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(stopped).toEqual(["app", "database"]);
  expect(launch).toHaveBeenCalledOnce();
});

test.each(["exit 1", "ended by SIGKILL"])("a stop that ends with %s is told", async (reason) => {
  const supervisor = new Supervisor(vi.fn());
  const stopped: string[] = [];
  await supervisor.run(async () => fake("database", stopped).service);
  await supervisor.run(async () => fake("app", stopped, reason).service);
  expect(await supervisor.stop()).toBe(false);
  expect(stopped).toEqual(["app", "database"]);
  expect(lines()).toMatchObject([{ level: "error", service: "ops", process: "app", reason }]);
});
