import { expect, test } from "vitest";
import { rebase } from "./use-draft";
import { storedOf } from "./use-stored";

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

/** What is typed after what is shown of a document has changed, in this order; pending while a change is on its way. */
function typedAfter(draft: typeof stored, shown: [document: typeof stored, isPending: boolean][]) {
  let from = stored;
  for (const [document, isPending] of shown) {
    const settled = storedOf(from, document, isPending);
    draft = rebase(draft, from, settled);
    from = settled;
  }
  return { draft, isChanged: draft.title !== from.title };
}

const renamed = { ...stored, title: "Our hours" };

test("an edit that is shown ahead and then refused stays typed, and unsaved all the while", () => {
  expect(typedAfter(renamed, [[renamed, true]])).toEqual({ draft: renamed, isChanged: true });
  const refused = typedAfter(renamed, [
    [renamed, true],
    [stored, true],
    [stored, false],
  ]);
  expect(refused).toEqual({ draft: renamed, isChanged: true });
});

test("an edit that the server has taken is what is stored", () => {
  const shown: [typeof stored, boolean][] = [
    [renamed, true],
    [renamed, false],
  ];
  expect(typedAfter(renamed, shown)).toEqual({ draft: renamed, isChanged: false });
});
