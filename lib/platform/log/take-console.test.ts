import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { logged } from "@/lib/testing/captured-log";
import { takeConsole } from "./take-console";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

/** As libraries have it. */
const libraries = globalThis.console;
const own = { ...libraries };
beforeEach(() => takeConsole());
afterEach(() => void Object.assign(libraries, own));

const lines = () => logged.map((line) => JSON.parse(line) as Record<string, unknown>);

test("of what a library writes to the console stay an error's class and the places, and none of its words", () => {
  const cause = new RangeError("canary");
  libraries.error(Object.assign(new SyntaxError("canary", { cause }), { answer: "canary" }));
  libraries.error("canary", { text: "canary" });
  libraries.warn("canary");
  libraries.log("canary");
  const places = expect.stringContaining("take-console.test.ts");
  expect(lines()).toMatchObject([
    { level: "error", error_class: "SyntaxError", cause_class: "RangeError", written_by: places },
    { level: "error", written_by: places },
    { level: "warn", written_by: places },
    { level: "debug", written_by: places },
  ]);
  expect(logged.join("")).not.toContain("canary");
});
