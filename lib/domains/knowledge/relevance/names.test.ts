import { describe, expect, it } from "vitest";
import { namesIn } from "./names";

describe("namesIn", () => {
  it.each([
    ["Can I pay with Bitcoin?", "en", ["Bitcoin"]],
    ["Is there a train to New York, or a bus?", "en", ["New", "York"]],
    ["What is your VAT number?", "en", ["VAT"]],
    ["¿Puedo pagar con Bizum?", "es", ["Bizum"]],
  ])("sees the names in %s", (question, language, names) => {
    expect(namesIn(question, language)).toEqual(names);
  });

  it.each([
    ["Can I pay in cash?", "en"],
    ["Are you open on Christmas Day?", "en"],
    ["Can I Bring My Dog?", "en"],
    ["CAN I BRING MY DOG?", "en"],
    ["Kann ich mit Karte zahlen?", "de"],
  ])("sees none in %s", (question, language) => {
    expect(namesIn(question, language)).toEqual([]);
  });
});
