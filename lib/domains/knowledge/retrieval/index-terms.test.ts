import { describe, expect, it } from "vitest";
import { indexTerms } from "./index-terms";

const chunk = { heading: "", text: "", alternatives: [] };

describe("indexTerms", () => {
  it("counts a title's terms for more than the text's", () => {
    const { terms, length } = indexTerms({
      title: "Parking",
      chunk: { ...chunk, text: "parked cars" },
      language: "en",
    });
    expect([...terms]).toEqual([
      ["park", 2.5],
      ["car", 1],
    ]);
    expect(length).toBe(3.5);
  });

  it("holds headings and the other ways to ask", () => {
    const { terms } = indexTerms({
      title: "Hours",
      chunk: { ...chunk, heading: "Visit › Winter", alternatives: ["When do you close?"] },
      language: "en",
    });
    expect(terms.has("winter") && terms.has("close")).toBe(true);
  });

  it.each([
    ["de", "Öffnungszeiten der Werkstätten", "oeffnungszeit werkstatt"],
    ["es", "Reparación de bicicletas", "reparacion bicicleta"],
    ["en", "Our E-Bikes and E-Mails", "ebike email bike mail"],
    ["fr", "Les horaires d'été", "horaire ete"],
  ])("meets words as they are typed in %s", (language, title, typed) => {
    const { terms } = indexTerms({ title, chunk, language });
    const asked = indexTerms({ title: typed, chunk, language }).terms;
    expect([...asked.keys()].filter((term) => !terms.has(term))).toEqual([]);
  });
});
