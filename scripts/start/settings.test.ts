import { expect, test } from "vitest";
import { appProgram } from "./services.ts";
import { readSettings } from "./settings.ts";

test("without a configuration everything is embedded, the site beside the product", () => {
  expect(readSettings({}, [])).toMatchObject({
    dev: false,
    port: 3000,
    sitePort: 3001,
    appUrl: "http://localhost:3000",
    siteUrl: "http://localhost:3001",
    databaseUrl: undefined,
    engineUrl: undefined,
    ownEmbeddings: false,
  });
});

test("what is set is honoured, what is set to nothing is not set", () => {
  const settings = readSettings(
    { PORT: "4100", DATABASE_URL: "", EMBEDDINGS_BASE_URL: "http://x/v1", APP_URL: "https://a.b/" },
    ["--dev"],
  );
  expect(settings).toMatchObject({
    dev: true,
    port: 4100,
    sitePort: 4101,
    appUrl: "https://a.b",
    databaseUrl: undefined,
    ownEmbeddings: true,
  });
});

test.each(["0", "70000", "http", "80.5"])("PORT=%s is refused by name", (PORT) => {
  expect(() => readSettings({ PORT }, [])).toThrow(/PORT must be a port number/);
});

test("a LOG_LEVEL that there is not is refused by name", () => {
  expect(() => readSettings({ LOG_LEVEL: "loud" }, [])).toThrow(/LOG_LEVEL must be one of trace, /);
  expect(() => readSettings({ LOG_LEVEL: "silent" }, [])).not.toThrow();
});

test("so long as it drains, it is waited for at a stop", () => {
  const patience = (env: Record<string, string>) =>
    appProgram(readSettings(env, []), process.env).endsWithinMs;
  expect(patience({ DRAIN_SECONDS: "90" }) - patience({})).toBe(90_000);
});

test.each(["-1", "soon", "3601", "Infinity"])("DRAIN_SECONDS=%s is refused by name", (seconds) => {
  expect(() => readSettings({ DRAIN_SECONDS: seconds }, [])).toThrow(/DRAIN_SECONDS must be/);
});

test("an engine without its keys is refused", () => {
  expect(() => readSettings({ INNGEST_BASE_URL: "http://x" }, [])).toThrow(/INNGEST_SIGNING_KEY/);
});

test("an option that does not exist is refused", () => {
  expect(() => readSettings({}, ["--prod"])).toThrow(/--prod/);
});
