import { expect, test } from "vitest";
import { appEnv } from "./app-env.ts";
import type { Secrets } from "./secrets.ts";
import { readSettings } from "./settings.ts";

const secrets: Secrets = {
  NEXTAUTH_SECRET: "a",
  VISITOR_TOKEN_SECRET: "b",
  INNGEST_EVENT_KEY: "c",
  INNGEST_SIGNING_KEY: "d",
  EMBEDDINGS_API_KEY: "e",
};

function madeOf(given: Record<string, string>, embeddingsUrl?: string) {
  const addresses = { databaseUrl: "postgres://x", engineUrl: "http://x", embeddingsUrl };
  const environment = { NODE_ENV: "test" as const, ...given };
  return appEnv(environment, readSettings(given, []), secrets, addresses);
}

test("the embedded model is free, and another one costs what its operator says", () => {
  const given = { EMBEDDINGS_PRICE: "5" };
  expect(madeOf(given, "http://embedded/v1")["EMBEDDINGS_PRICE"]).toBe("0");
  expect(madeOf(given)["EMBEDDINGS_PRICE"]).toBe("5");
});

test("the embedded engine calls on this machine, one elsewhere where its operator says", () => {
  const origin = (given: Record<string, string>) => madeOf(given)["INNGEST_SERVE_ORIGIN"];
  const desk = { APP_URL: "https://desk.example", PORT: "4100" };
  const elsewhere = {
    ...desk,
    INNGEST_BASE_URL: "http://engine",
    INNGEST_EVENT_KEY: "c",
    INNGEST_SIGNING_KEY: "d",
  };
  expect(origin(desk)).toBe("http://127.0.0.1:4100");
  expect(origin(elsewhere)).toBeUndefined();
  expect(origin({ ...elsewhere, INNGEST_SERVE_ORIGIN: "http://app" })).toBe("http://app");
});
