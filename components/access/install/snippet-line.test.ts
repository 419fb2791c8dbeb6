import { expect, test } from "vitest";
import { policyLines, snippetLine } from "./snippet-line";

const look = { appUrl: "https://desk.example", color: "#aa3300" } as const;

test("the line holds key, colour and, where it is not the usual one, the side", () => {
  expect(snippetLine({ ...look, apiKey: "fd_pk_live_1", position: "right" })).toBe(
    '<script src="https://desk.example/widget.js" data-key="fd_pk_live_1" data-color="#aa3300" async></script>',
  );
  expect(snippetLine({ ...look, apiKey: undefined, position: "left" })).toBe(
    '<script src="https://desk.example/widget.js" data-key="fd_pk_…" data-color="#aa3300" data-position="left" async></script>',
  );
});

test("a policy names our origin without its path", () => {
  expect(policyLines("https://desk.example/app")).toBe(
    "script-src https://desk.example;\nframe-src https://desk.example;",
  );
});
