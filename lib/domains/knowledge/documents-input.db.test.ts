import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { apiOf, type Api } from "@/lib/testing/documents-api";
import { newOrganization } from "@/lib/testing/knowledge";
import type { TenantContext } from "@/lib/tenancy/context";
import { acceptedView } from "./schema";

let context: TenantContext;
let api: Api;
beforeAll(async () => {
  context = await newOrganization();
  api = await apiOf(context);
});

const problem = (status: number, code: string, field?: string) => ({
  status,
  body: expect.objectContaining({
    status,
    code,
    ...(field !== undefined && { errors: [expect.objectContaining({ field })] }),
  }),
});

describe("a bulk call", () => {
  test.each([
    ["none", [], "documents"],
    ["more than 100", Array.from({ length: 101 }, () => ({ title: "A", text: "B" })), "documents"],
    ["a wrong one", [{ title: "A", text: "B" }, { title: "A" }], "documents.1.text"],
    [
      "the same external id twice",
      [
        { title: "A", text: "B", externalId: "twice" },
        { title: "C", text: "D" },
        { title: "E", text: "F", externalId: "twice" },
      ],
      "documents.2.externalId",
    ],
  ])("refuses %s and stores nothing", async (_name, documents, field) => {
    const before = await withTenant(context, (tx) => tx.knowledgeDocument.count());
    const answer = await api("POST", "/api/v1/documents/bulk", { json: { documents } });
    expect(answer).toMatchObject(problem(422, "invalid_input", field));
    expect(await withTenant(context, (tx) => tx.knowledgeDocument.count())).toBe(before);
  });
});

describe("what is refused", () => {
  test.each([
    ["nothing", {}, "title"],
    ["no text", { title: "A" }, "text"],
    ["a blank title", { title: " ", text: "B" }, "title"],
    ["a title of 301 characters", { title: "x".repeat(301), text: "B" }, "title"],
    ["a blank text", { title: "A", text: "\n\t " }, "text"],
    ["a text that nobody sees", { title: "A", text: " \n\t\u200B " }, "text"],
    ["a title that nobody sees", { title: "\u200B\u200B\u2060", text: "B" }, "title"],
    ["NUL", { title: "A", text: "nul \0" }, "text"],
    ["half a character", { title: "A", text: "half \ud83d" }, "text"],
    ["more than five million characters", { title: "A", text: "x".repeat(5_000_001) }, "text"],
    ["a script as address", { title: "A", text: "B", url: "javascript:alert(1)" }, "url"],
    ["another protocol", { title: "A", text: "B", url: "ftp://example.test" }, "url"],
    ["an empty external id", { title: "A", text: "B", externalId: "" }, "externalId"],
    ["an operator for a title", { title: { not: "" }, text: "B" }, "title"],
    ["another tenant", { title: "A", text: "B", tenantId: newId() }, "tenantId"],
  ])("%s", async (_name, json, field) => {
    const answer = await api("POST", "/api/v1/documents", { json });
    expect(answer.status).toBe(422);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const errors = (answer.body as { errors: { field: string }[] }).errors;
    expect(errors.map((error) => error.field)).toContain(field);
  });

  test("an empty change", async () => {
    const made = await api("POST", "/api/v1/documents", { json: { title: "A", text: "B" } });
    const { id } = acceptedView.parse(made.body);
    const answer = await api("PATCH", `/api/v1/documents/${id}`, { json: {} });
    expect(answer.status).toBe(422);
  });

  test("another media type, broken JSON and a body that is too large", async () => {
    const plain = { body: "title=A", headers: { "content-type": "text/plain" } };
    expect(await api("POST", "/api/v1/documents", plain)).toMatchObject(
      problem(415, "unsupported_media_type"),
    );
    const broken = { body: "{", headers: { "content-type": "application/json" } };
    expect(await api("POST", "/api/v1/documents", broken)).toMatchObject(
      problem(422, "invalid_input"),
    );
    const latin1 = { ...broken, body: Buffer.from('{"title":"é","text":"é"}', "latin1") };
    expect(await api("POST", "/api/v1/documents", latin1)).toMatchObject(
      problem(422, "invalid_input"),
    );
    const large = { ...broken, body: `{"title":"A","text":"${"x".repeat(12_000_001)}"}` };
    expect(await api("POST", "/api/v1/documents", large)).toMatchObject(
      problem(413, "payload_too_large"),
    );
  });
});

describe("an idempotency key", () => {
  const json = { title: "Once", text: "Only once" };
  const headers = { "idempotency-key": "order-1" };

  test("answers a repeat with the first answer and refuses it for another request", async () => {
    const first = await api("POST", "/api/v1/documents", { json, headers });
    const second = await api("POST", "/api/v1/documents", { json, headers });
    expect(second).toMatchObject({ status: 202, body: first.body });
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    const other = { json: { ...json, text: "Twice" }, headers };
    expect(await api("POST", "/api/v1/documents", other)).toMatchObject(
      problem(422, "invalid_input", "Idempotency-Key"),
    );
  });
});
