import { expect, test, vi } from "vitest";
import { createApi, type Widget } from "./api";

function widget(key: string, log: string[]): Widget {
  const say = (what: string) => void log.push(`${key} ${what}`);
  return {
    key,
    open: () => say("open"),
    close: () => say("close"),
    toggle: () => say("toggle"),
    ask: (question) => say(`ask ${question}`),
    identify: (identity) => say(`identify ${identity?.id ?? "nobody"}`),
    shutdown: () => say("shutdown"),
  };
}

test("what was called before the script was there is run in its order", () => {
  const log: string[] = [];
  const api = createApi([["identify", { id: "7" }], ["ask", "When?"], ["close"]]);
  expect(log).toEqual([]);
  api.register(widget("a", log));
  expect(log).toEqual(["a identify 7", "a ask When?", "a close"]);
});

test("a call for a widget that is not there yet waits for that one", () => {
  const log: string[] = [];
  const api = createApi();
  api.register(widget("a", log));
  api("open", { key: "b" });
  api("ask", "When?", { key: "b" });
  expect(log).toEqual([]);
  api.register(widget("b", log));
  expect(log).toEqual(["b open", "b ask When?"]);
});

test("without a key the first opens, and all are closed, identified and shut down", () => {
  const log: string[] = [];
  const api = createApi();
  for (const key of ["a", "b"]) api.register(widget(key, log));
  api("open");
  api("toggle");
  api("close");
  api("identify", null);
  api("shutdown", { key: "b" });
  expect(log).toEqual([
    "a open",
    "a toggle",
    "a close",
    "b close",
    "a identify nobody",
    "b identify nobody",
    "b shutdown",
  ]);
});

test("a widget that comes later knows who was identified, its own identity before everybody's", () => {
  const log: string[] = [];
  const api = createApi();
  api("identify", { id: "all" });
  api("identify", { id: "one" }, { key: "b" });
  for (const key of ["a", "b"]) api.register(widget(key, log));
  expect(log).toEqual(["a identify all", "b identify one"]);
});

test("who was shut down is nobody for what comes later", () => {
  const log: string[] = [];
  const api = createApi([["identify", { id: "7" }]]);
  api.register(widget("a", log));
  api("shutdown");
  api.register(widget("b", log));
  expect(log).toEqual(["a identify 7", "a shutdown"]);
});

test("listeners are told of their event and widget until they leave", () => {
  const api = createApi();
  const told: string[] = [];
  const leave = api("on", "open", ({ type, key }) => void told.push(`${type} ${key}`));
  api("on", "open", ({ key }) => void told.push(`b alone: ${key}`), { key: "b" });
  api.emit("open", "a");
  api.emit("close", "a");
  api.emit("open", "b");
  leave();
  api.emit("open", "b");
  expect(told).toEqual(["open a", "open b", "b alone: b", "b alone: b"]);
});

test("a listener that fails is reported, and keeps no other from hearing", () => {
  const reported = vi.fn();
  vi.stubGlobal("reportError", reported);
  const api = createApi();
  const fault = new Error("the page's own");
  api("on", "open", () => {
    throw fault;
  });
  const heard = vi.fn();
  api("on", "open", heard);
  api.emit("open", "a");
  vi.unstubAllGlobals();
  expect(reported).toHaveBeenCalledWith(fault);
  expect(heard).toHaveBeenCalledTimes(1);
});

test.each([["boom"], [undefined], ["__proto__"], ["register"]])(
  "there is no command %j",
  (name) => {
    const api = createApi() as unknown as (command: unknown) => void;
    expect(() => api(name)).toThrow(/no command/);
  },
);
