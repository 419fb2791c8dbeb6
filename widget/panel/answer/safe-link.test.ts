import { expect, test } from "vitest";
import { safeLink } from "./safe-link";

test.each([
  ["https://larkspoke.example/rent?a=1#b", "https://larkspoke.example/rent?a=1#b"],
  ["HTTP://larkspoke.example", "http://larkspoke.example/"],
  ["javascript:alert(1)", undefined],
  [" java\nscript:alert(1)", undefined],
  ["data:text/html,<script>alert(1)</script>", undefined],
  ["vbscript:x", undefined],
  ["file:///etc/passwd", undefined],
  ["blob:https://larkspoke.example/1", undefined],
  ["//evil.example", undefined],
  ["/relative", undefined],
  ["", undefined],
  [undefined, undefined],
])("%j becomes %j", (url, link) => {
  expect(safeLink(url)).toBe(link);
});
