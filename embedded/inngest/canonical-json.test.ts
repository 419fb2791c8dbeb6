import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test.each([
  [{ b: 1, a: { d: [], c: null } }, '{"a":{"c":null,"d":[]},"b":1}'],
  // Keys that look like numbers are ordered as texts, which an object would not keep.
  [{ 10: "x", 9: "y", 1: "z" }, '{"1":"z","10":"x","9":"y"}'],
  [{ "€": 1, "\r": 2, ö: 3, "😀": 4 }, '{"\\r":2,"ö":3,"€":1,"😀":4}'],
  [JSON.parse('{"__proto__":{"b":1,"a":2}}'), '{"__proto__":{"a":2,"b":1}}'],
  [[1e21, -0, 0.1, "\u0000", undefined], '[1e+21,0,0.1,"\\u0000",null]'],
  [{ a: undefined, at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
])("%j is spelled as RFC 8785 has it", (value, spelled) => {
  expect(canonicalJson(value)).toBe(spelled);
});
