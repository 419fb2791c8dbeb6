import { afterEach, beforeEach, expect, test } from "vitest";
import { VisitorServer } from "../../testing/visitor-server";
import type { PanelConfig } from "../../shared/panel-config";
import { LiveConfig } from "./live-config";

const GREETINGS: Readonly<Record<string, string>> = { en: "Welcome!", de: "Willkommen!" };

let server: VisitorServer;
let url: string;
let now: number;
let shown: PanelConfig[];

beforeEach(async () => {
  server = new VisitorServer();
  server.widget = (language) => ({ ...told(language), office: { open: true } });
  url = await server.start();
  now = 1_000;
  shown = [];
});
afterEach(async () => {
  await server.stop();
  expect(server.chat.failures).toEqual([]);
});

const told = (language: string) => ({
  ...{ organizationName: "Larkspoke", widgetName: "Ask us", color: "#1f4fd8", formFields: [] },
  ...{ language, greeting: GREETINGS[language] ?? "?", suggestedQuestions: [`${language}?`] },
});

/** The panel as its page was loaded in English, while the office was open. */
function loaded(more: Partial<PanelConfig> = {}): LiveConfig {
  const page = { publishableKey: "fd_pk_test", allowedOrigins: ["https://site.example"] };
  const surroundings = {
    fetch: (input: RequestInfo | URL, init?: RequestInit) =>
      fetch(new URL(input as string, url), init),
    now: () => now,
  };
  const config: LiveConfig = new LiveConfig(
    { ...told("en"), office: { open: true }, ...page, ...more },
    surroundings,
    () => shown.push(config.current),
  );
  return config;
}

test("the page's new language and the owner's texts in it are shown together", async () => {
  const config = loaded();
  await config.speak("de");
  expect(shown).toMatchObject([
    { language: "de", greeting: "Willkommen!", suggestedQuestions: ["de?"] },
  ]);
  expect(config.current).toMatchObject({
    publishableKey: "fd_pk_test",
    allowedOrigins: ["https://site.example"],
  });
});

test("the last of two languages counts, and where no texts come it is spoken without them", async () => {
  const config = loaded();
  await Promise.all([config.speak("fr"), config.speak("de")]);
  expect(shown.map(({ language }) => language)).toEqual(["de"]);
  server.refusal = 503;
  await config.speak("en");
  expect(config.current).toMatchObject({ language: "en", greeting: "Willkommen!" });
});

test("what is asked for between keeps the language that is on its way", async () => {
  const config = loaded();
  await Promise.all([config.speak("de"), config.refresh()]);
  expect(shown).toMatchObject([{ language: "de", greeting: "Willkommen!" }]);
});

test("who is there is told anew, and what the owner took away is gone", async () => {
  const config = loaded({ identityRequired: true, privacyUrl: "https://site.example/privacy" });
  server.widget = (language) => ({ ...told(language), office: { open: false } });
  await config.refresh();
  expect(config.current.office).toEqual({ open: false });
  expect(config.current).not.toHaveProperty("identityRequired");
  expect(config.current).not.toHaveProperty("privacyUrl");
  server.refusal = 503;
  await config.refresh();
  expect(config.current.office).toEqual({ open: false });
});

test("what is new enough is not asked for again", async () => {
  const config = loaded();
  now += 59_999;
  await config.refresh(60_000);
  expect(server.calls).toEqual([]);
  now += 1;
  await config.refresh(60_000);
  await config.refresh(60_000);
  expect(server.calls).toEqual(["GET /widget?lang=en"]);
});
