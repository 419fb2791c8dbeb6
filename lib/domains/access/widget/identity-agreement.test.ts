import { expect, test } from "vitest";
import { readIdentity } from "@/widget/shared/identity";
import { visitorIdentity } from "./schema";

const jwt = "a.b.c";

test.each([
  { id: "7", name: "Kim Doe", email: "kim@example.test" },
  { id: "7", name: "Ørjan O’Neil", email: "o'neil+chat@mail.example.co.uk" },
  { id: "7", email: "Kim_Doe@EXAMPLE.test", hash: "a".repeat(64) },
  { jwt },
])("what the server takes goes through the panel as it is: %j", (given) => {
  expect(visitorIdentity.safeParse(given).success).toBe(true);
  expect(readIdentity(given)).toEqual(given);
});

test.each([
  { email: "x" },
  { email: "kim@localhost" },
  { email: "kim..doe@example.test" },
  { email: "kim@example.test " },
  { email: "kim@exämple.test" },
  { email: `${"a".repeat(250)}@b.test` },
  { email: 7 },
  { name: " " },
  { name: "\u200b" },
  { name: "Kim\0" },
  { name: "Kim\ud800" },
  { name: "a".repeat(201) },
  { name: {} },
])("a name or an e-mail that it refuses is left out, and the question is asked: %j", (given) => {
  expect(visitorIdentity.safeParse({ id: "7", ...given }).success).toBe(false);
  expect(readIdentity({ id: "7", ...given })).toEqual({ id: "7" });
  expect(readIdentity({ jwt, ...given })).toEqual({ jwt });
});

test.each([{ id: " " }, { id: "7\0" }, { id: "7", hash: "a".repeat(65) }, { jwt: 7 }])(
  "and who is nobody to it is nobody to the panel: %j",
  (given) => {
    expect(visitorIdentity.safeParse(given).success).toBe(false);
    expect(readIdentity(given)).toBeUndefined();
  },
);
