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

function priceOf(given: Record<string, string>, embeddingsUrl: string | undefined) {
  const addresses = { databaseUrl: "postgres://x", engineUrl: "http://x", embeddingsUrl };
  const environment = { NODE_ENV: "test" as const, ...given };
  return appEnv(environment, readSettings(given, []), secrets, addresses)["EMBEDDINGS_PRICE"];
}

test("the embedded model is free, and another one costs what its operator says", () => {
  expect(priceOf({ EMBEDDINGS_PRICE: "5" }, "http://embedded/v1")).toBe("0");
  expect(priceOf({ EMBEDDINGS_PRICE: "5" }, undefined)).toBe("5");
});
