import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Service } from "../processes/service.ts";
import { Supervisor } from "./supervisor.ts";

/** Stands in for a process: ends when told to. */
function fake(name: string, stopped: string[] = []) {
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const stop = async () => {
    stopped.push(name);
    end("exit 0");
  };
  const service: Service = { name, address: "127.0.0.1:4000", pid: 1, ended, stop };
  return { service, end };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a service that dies is started again on its port, then connected again", async () => {
  const supervisor = new Supervisor(vi.fn(), vi.fn());
  const [first, second] = [fake("a"), fake("a")];
  const launch = vi.fn().mockResolvedValueOnce(first.service).mockResolvedValueOnce(second.service);
  const connect = vi.fn().mockResolvedValue(undefined);
  await supervisor.run(launch, connect);
  first.end("ended by SIGKILL");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(launch.mock.calls).toEqual([[0], [4000]]);
  expect(connect).toHaveBeenCalledOnce();
});

test("a service that keeps dying is given up with a sentence", async () => {
  const givenUp = vi.fn();
  const supervisor = new Supervisor(vi.fn(), givenUp);
  await supervisor.run(async () => {
    const { service, end } = fake("a");
    end("exit 1");
    return service;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(givenUp).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/a ended 6 times in a row/),
  );
});

test("stopping goes from the newest to the oldest and starts nothing again", async () => {
  const stopped: string[] = [];
  const supervisor = new Supervisor(vi.fn(), vi.fn());
  const launch = vi.fn(async () => fake("database", stopped).service);
  await supervisor.run(launch);
  await supervisor.run(async () => fake("app", stopped).service);
  await supervisor.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(stopped).toEqual(["app", "database"]);
  expect(launch).toHaveBeenCalledOnce();
});
