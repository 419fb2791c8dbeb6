import { describe, expect, it } from "vitest";
import { detectLanguage } from "./detect-language";

describe("detectLanguage", () => {
  it.each([
    ["en", "When are you open on Sundays?"],
    ["en", "Do I have to pay now?"],
    ["en", "Where can I leave my car for a day?"],
    ["de", "Habt ihr im Winter sonntags geöffnet?"],
    ["de", "Was kostet es, ein Lastenrad eine Woche zu mieten?"],
    ["es", "¿Cuánto cuesta la revisión completa de una bicicleta?"],
    ["fr", "Quels sont vos horaires en hiver ?"],
    ["it", "Posso pagare con la carta di credito?"],
    ["nl", "Hoe laat gaan jullie open op zondag?"],
    ["ru", "Когда вы открываетесь?"],
  ])("sees %s in %s", (language, text) => {
    expect(detectLanguage(text, undefined)).toBe(language);
  });

  it.each(["We open at nine.", "Open at nine?", "Is parking free?", "Repair prices"])(
    "does not take %s for another language than the one expected",
    (text) => {
      expect(detectLanguage(text, "en")).toBe("en");
    },
  );

  it.each([
    ["Haben Sie am Sonntag geöffnet?", "en", "de"],
    ["Are you open on Christmas Day?", "de", "en"],
    ["Máte otevřeno v neděli?", "en", "cs"],
  ])("sees that %s is not %s but %s", (text, expected, language) => {
    expect(detectLanguage(text, expected)).toBe(language);
  });

  it("says the expected language of a text that says too little", () => {
    expect(detectLanguage("garantie", "fr")).toBe("fr");
    expect(detectLanguage("OK 12", undefined)).toBeUndefined();
  });

  it("is not misled by an expectation in a long text", () => {
    const german = "Wir vermieten Fahrräder an Gäste, die länger als einen Tag bleiben. ".repeat(4);
    expect(detectLanguage(german, "en")).toBe("de");
  });
});
