import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { panelTexts } from "./texts";

const LANGUAGES = ["en", "de", "es", "fr"] as const;
const NOW = Date.UTC(2026, 10, 27, 20);

function messagesOf(language: string): Record<string, string> {
  const file = new URL(`./messages/${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
}

const valuesIn = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test.each(LANGUAGES)("%s has every text with the values of the English one", (language) => {
  const [english, own] = [messagesOf("en"), messagesOf(language)];
  expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
  for (const [name, text] of Object.entries(own)) {
    expect([name, text.trim()]).not.toEqual([name, ""]);
    expect([name, valuesIn(text)]).toEqual([name, valuesIn(english[name] ?? "")]);
  }
});

test("plurals follow the language", () => {
  const forms = (language: string, ...counts: number[]) =>
    counts.map((count) => panelTexts(language).plural("source", count));
  expect(forms("de", 1, 2)).toEqual(["Quelle", "Quellen"]);
  // In French nothing is singular.
  expect(forms("fr", 0, 1, 2)).toEqual(["Source", "Source", "Sources"]);
});

test("an unknown language is English, and its direction its own", () => {
  const arabic = panelTexts("ar");
  expect([arabic.language, arabic.direction, arabic.t("send")]).toEqual(["en", "rtl", "Send"]);
  expect(panelTexts("de-AT").t("send")).toBe("Senden");
  expect(panelTexts("constructor").t("send")).toBe("Send");
});

test("says when somebody answers, in the visitor's language and time zone", () => {
  vi.stubEnv("TZ", "Europe/Madrid");
  const opensAt = "2026-11-30T08:00:00Z";
  const german = panelTexts("de", { locales: ["fr", "de-CH"], now: () => NOW });
  expect(german.office({ open: false, opensAt })).toContain("Montag");
  expect(german.office({ open: false, opensAt })).toContain("09:00");
  expect(german.office({ open: false, opensAt: "2026-12-24T08:00:00Z" })).toContain("24. Dezember");
  const english = panelTexts("en", { locales: [], now: () => NOW });
  expect(english.office({ open: true, replyMinutes: 10 })).toContain("within 10 minutes");
  expect(english.office({ open: true, replyMinutes: 90 })).toContain("within 2 hours");
  const british = panelTexts("en", { locales: ["en-GB"], now: () => NOW });
  expect(british.office({ open: false, opensAt })).toMatch(/Monday\D+09:00/);
  expect(english.office({ open: true })).not.toMatch(/\d/);
  expect(english.office({ open: false })).not.toMatch(/\d/);
});
