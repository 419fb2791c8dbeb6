import { expect, it } from "vitest";
import { germanStem } from "./german-stem";

it.each([
  ["geoffnet", "offnen"],
  ["kurs", "kurse"],
  ["tag", "tagen"],
  ["stornierung", "stornieren"],
  ["lieferung", "liefert"],
  ["karte", "karten"],
  ["kostet", "kosten"],
])("brings %s and %s together", (one, other) => {
  expect(germanStem(one)).toBe(germanStem(other));
});

it.each([
  ["brot", "bruder"],
  ["tor", "torte"],
  ["bein", "biene"],
])("keeps %s and %s apart", (one, other) => {
  expect(germanStem(one)).not.toBe(germanStem(other));
});

it("leaves short words whole", () => {
  for (const word of ["ei", "tee", "uhr", "see"]) expect(germanStem(word)).toBe(word);
});
