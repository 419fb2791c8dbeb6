import { afterEach, beforeEach } from "vitest";

// A test that expects console.error spies on it itself, which takes this recorder's place.
const unexpected: string[] = [];

beforeEach(() => {
  unexpected.length = 0;
  console.error = (...values: unknown[]) => {
    unexpected.push(values.map(String).join(" "));
  };
});

afterEach(() => {
  if (unexpected.length > 0) throw new Error(`unexpected console.error: ${unexpected.join("\n")}`);
});
