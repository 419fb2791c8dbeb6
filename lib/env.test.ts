import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseEnv } from "./env";

// The start command sets these by itself; they are not an operator's to choose.
const internal = new Set(["NODE_ENV", "DATABASE_MODE", "INNGEST_DEV"]);
const needed = {
  APP_URL: "https://frontdesk.example/",
  NEXTAUTH_SECRET: "n".repeat(32),
  VISITOR_TOKEN_SECRET: "v".repeat(32),
  DATABASE_URL: "postgres://localhost/frontdesk",
};
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const names = [...read("lib/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].flatMap(([, name]) =>
  name && !internal.has(name) ? [name] : [],
);

test.each(names)("%s is in .env.example and in the README's table", (name) => {
  expect(read(".env.example")).toMatch(new RegExp(`^#${name}=`, "m"));
  expect(read("README.md")).toMatch(new RegExp(`^\\| \`${name}\` `, "m"));
});

test("the README's table and .env.example tell the defaults that hold", () => {
  const defaults = Object.entries(parseEnv(needed)).filter(
    ([name, value]) => !(name in needed) && !internal.has(name) && value !== undefined,
  );
  expect(defaults.length).toBeGreaterThan(10);
  for (const [name, value] of defaults) {
    const told = new RegExp(`^\\| \`${name}\` +\\| \`([^\`]+)\``, "m").exec(read("README.md"))?.[1];
    if (name !== "STORAGE_DIR") expect(told, name).toBe(String(value));
    expect(read(".env.example")).toContain(`#${name}=${String(value)}\n`);
  }
});

test("what is missing or wrong is named, and its value is not", () => {
  const wrong = { ...needed, NEXTAUTH_SECRET: "hunter2", DATABASE_URL: "" };
  expect(() => parseEnv(wrong)).toThrow(/NEXTAUTH_SECRET.*DATABASE_URL/);
  expect(() => parseEnv(wrong)).not.toThrow(/hunter2/);
});

test("an address loses its trailing slashes, and a variable set to nothing is not set", () => {
  const { APP_URL, S3_BUCKET, CHAT_MODEL } = parseEnv({ ...needed, S3_BUCKET: "", CHAT_MODEL: "" });
  expect({ APP_URL, S3_BUCKET, CHAT_MODEL }).toEqual({
    APP_URL: "https://frontdesk.example",
    S3_BUCKET: undefined,
    CHAT_MODEL: "gpt-5-mini",
  });
});
