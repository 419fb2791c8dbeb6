import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ERROR_TABLE } from "@/lib/http/problem";
import { ERROR_ADVICE } from "../_components/errors";
import { curlOf, exampleOf } from "./example";
import { fieldsOf } from "./fields";
import { jsonSchema, type JsonSchema } from "./json-schema";
import { readOperations } from "./operations";

const asJson = (schema: z.ZodType): JsonSchema =>
  jsonSchema.parse(z.toJSONSchema(schema, { io: "input" }));

const input = z.strictObject({
  title: z.string().max(300),
  url: z.url().nullable().optional(),
  limit: z.int().min(1).max(50).default(10),
  kind: z.enum(["document", "faq"]).optional(),
  parts: z.array(z.object({ text: z.string(), at: z.iso.datetime().nullable() })).max(3),
});

describe("fields", () => {
  const fields = new Map(fieldsOf(asJson(input)).map((field) => [field.name, field]));

  test("name each field, those of lists of objects too", () => {
    expect([...fields.keys()]).toEqual([
      "title",
      "url",
      "limit",
      "kind",
      "parts",
      "parts[].text",
      "parts[].at",
    ]);
  });

  test("tell type, need and bounds in words", () => {
    expect(fields.get("title")).toMatchObject({
      type: "string",
      required: true,
      note: "At most 300 characters.",
    });
    expect(fields.get("url")).toMatchObject({ type: "http(s) address or null", required: false });
    expect(fields.get("limit")?.note).toBe("From 1 to 50. 10 unless given.");
    expect(fields.get("kind")?.type).toBe('"document" | "faq"');
    expect(fields.get("parts")).toMatchObject({
      type: "list of object",
      note: "At most 3 of them.",
    });
    expect(fields.get("parts[].at")?.type).toBe("date and time or null");
  });

  test("leave out the range of every integer", () => {
    expect(fieldsOf(asJson(z.object({ chunks: z.int() })))[0]?.note).toBe("");
  });
});

test("an example of what is asked for fits its schema", () => {
  const example = exampleOf(asJson(input), "input");
  expect(input.safeParse(example).success).toBe(true);
  expect(example).not.toHaveProperty("url");
});

test("an example of a change changes something", () => {
  const patch = z.strictObject({ title: z.string().optional(), text: z.string().optional() });
  expect(exampleOf(asJson(patch), "input")).toEqual({ title: "Opening hours" });
});

test("a call is quoted for the shell", () => {
  const curl = curlOf({
    method: "POST",
    url: "https://desk.example/api/v1/search",
    key: "secret",
    json: { query: "it's; $(rm -rf /)" },
  });
  expect(curl).toContain(`-H "Authorization: Bearer $FRONTDESK_SECRET_KEY"`);
  expect(curl).toContain(`it'\\''s; $(rm -rf /)`);
});

test("an operation says who may call it", () => {
  const { groups } = readOperations({
    servers: [{ url: "https://desk.example" }],
    paths: {
      "/api/v1/documents/{id}": {
        delete: {
          summary: "Delete a document",
          security: [{ secretKey: [] }],
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: { "204": {}, default: {} },
          "x-permission": "kb:delete",
        },
      },
    },
  });
  expect(groups).toMatchObject([
    {
      name: "Documents",
      operations: [
        {
          id: "delete-documents-id",
          method: "DELETE",
          keys: ["secret"],
          permission: "kb:delete",
          status: "204",
          parameters: [{ name: "id", place: "path", required: true }],
        },
      ],
    },
  ]);
});

test("every error has its advice", () => {
  expect(Object.keys(ERROR_ADVICE).sort()).toEqual(Object.keys(ERROR_TABLE).sort());
});
