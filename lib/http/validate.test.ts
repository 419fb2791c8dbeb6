import { expect, test } from "vitest";
import { z } from "zod";
import { validate } from "./validate";

const schema = z.strictObject({
  title: z.string().min(1).max(300),
  limit: z.coerce.number().int().min(1).max(50),
  kind: z.enum(["document", "faq"]),
  only: z.literal("yes"),
  id: z.uuid(),
  url: z.url(),
  code: z.string().regex(/^\d+$/),
  list: z.array(z.string()).min(1).max(1_000),
  stream: z.boolean(),
  either: z.union([z.number(), z.array(z.number())]),
  own: z.string().max(5, "Five letters will do"),
});
const good = {
  title: "A",
  limit: "7",
  kind: "faq",
  only: "yes",
  id: "018f4e1c-5b7a-7c3e-9d2f-1a2b3c4d5e6f",
  url: "https://example.test/",
  code: "1",
  list: ["a"],
  stream: true,
  either: 1,
  own: "",
};

function messageOf(input: unknown): unknown {
  try {
    validate(schema, input, "body");
    return undefined;
  } catch (error) {
    return error;
  }
}

test.each([
  ["title", undefined, "Is required"],
  ["title", 5, "Must be text"],
  ["title", "", "Must have at least 1 character"],
  ["title", "x".repeat(301), "Must have at most 300 characters"],
  ["limit", "51", "Must be at most 50"],
  ["limit", "0", "Must be at least 1"],
  ["limit", "1.5", "Must be a whole number"],
  ["limit", "many", "Must be a number"],
  ["kind", "page", "Must be one of document, faq"],
  ["kind", undefined, "Is required"],
  ["only", "no", "Must be yes"],
  ["id", "1", "Must be a UUID"],
  ["url", "here", "Must be a web address"],
  ["code", "x", "Is not in the right form"],
  ["list", [], "Must have at least 1 entry"],
  ["list", {}, "Must be a list"],
  ["list", Array(1_001).fill("a"), "Must have at most 1,000 entries"],
  ["stream", "true", "Must be true or false"],
  ["either", "x", "Is not valid"],
  ["own", "sixsix", "Five letters will do"],
  ["more", 1, "Unknown field"],
])("%s as %j is told as a sentence", (field, value, message) => {
  expect(messageOf({ ...good, [field]: value })).toMatchObject({
    userMessage: `${field}: ${message}`,
    fields: [{ field, message }],
  });
});

test("what is no object at all is told of the whole", () => {
  expect(messageOf(good)).toBeUndefined();
  expect(messageOf([])).toMatchObject({ userMessage: "body: Must be an object" });
  expect(messageOf(undefined)).toMatchObject({ userMessage: "body: Is required" });
});
