import { expect, test } from "vitest";
import { rebase } from "./use-draft";

const stored = { title: "Hours", text: "", alternatives: ["Open?"] };

test("a field that nobody edited follows what is stored", () => {
  const next = { title: "Opening hours", text: "We open at nine.", alternatives: [] };
  expect(rebase(stored, stored, next)).toEqual(next);
});

test("a field that was edited stays", () => {
  const draft = { ...stored, title: "Our hours", alternatives: ["Open?", "Closed?"] };
  const next = { title: "Opening hours", text: "We open at nine.", alternatives: ["Open?"] };
  expect(rebase(draft, stored, next)).toEqual({ ...draft, text: "We open at nine." });
});

test("what was saved is no edit any more", () => {
  const draft = { ...stored, title: "Our hours" };
  expect(rebase(draft, stored, draft)).toEqual(draft);
});
