import { expect, it } from "vitest";
import { areKin, searchesForKin } from "./kin";

it.each([
  ["park", "parkplatz", "de"],
  ["platz", "parkplatz", "de"],
  ["abre", "abren", "es"],
  ["rent", "rental", "en"],
])("%s and %s are kin in %s", (one, other, language) => {
  expect(areKin(one, other, language)).toBe(true);
  expect(areKin(other, one, language)).toBe(true);
});

it.each([
  ["park", "park", "de"],
  ["ort", "sport", "de"],
  ["place", "workplace", "en"],
  ["form", "forms", "en"],
])("%s and %s are not in %s", (one, other, language) => {
  expect(areKin(one, other, language)).toBe(false);
});

it("looks for what begins with a stem, and for the parts of a compound", () => {
  const searches = searchesForKin("parkplatz", "de");
  expect(searches).toContainEqual({ begins: "parkplatz", whole: false });
  expect(searches).toContainEqual({ begins: "park", whole: true });
  expect(searches).toContainEqual({ begins: "platz", whole: true });
  expect(searchesForKin("parkplatz", "es")).not.toContainEqual({ begins: "platz", whole: true });
  expect(searchesForKin("bus", "de")).toEqual([]);
  expect(searchesForKin("parking", "en")).toEqual([]);
});
