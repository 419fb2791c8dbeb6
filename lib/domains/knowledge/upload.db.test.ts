import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import { UPLOAD_LIMITS } from "@/lib/platform/parsing/limits";
import { apiOf, type Api } from "@/lib/testing/documents-api";
import { indexJob, newOrganization } from "@/lib/testing/knowledge";
import { ownStorage } from "@/lib/testing/storage";
import type { TenantContext } from "@/lib/tenancy/context";
import { purgeBatch, purgeFile } from "./ingestion/purge";
import { acceptedView, documentDetail } from "./schema";
import { MAX_FILE_BYTES } from "./terms";
import { sweepKnowledge } from "./sweep-service";
import { MAX_FORM_BYTES } from "./upload";

const storage = ownStorage();
let context: TenantContext;
let api: Api;
beforeEach(async () => {
  context = await newOrganization();
  api = await apiOf(context);
});

function form(...fields: [name: string, value: string | Blob, fileName?: string][]): FormData {
  const data = new FormData();
  for (const [name, value, fileName] of fields) {
    if (typeof value === "string") data.append(name, value);
    else data.append(name, value, fileName);
  }
  return data;
}

const text = (content: string) => new Blob([content], { type: "text/plain" });
const send = (body: FormData, headers = {}) => api("POST", "/api/v1/documents", { body, headers });

async function upload(
  fileName: string,
  content = "Our opening hours",
  more: [string, string][] = [],
) {
  const answer = await send(form(["file", text(content), fileName], ...more));
  expect(answer.status).toBe(202);
  const accepted = acceptedView.parse(answer.body);
  const { body } = await api("GET", `/api/v1/documents/${accepted.id}`);
  return { ...accepted, document: documentDetail.parse(body) };
}

const mine = async () =>
  (await storage.files()).filter((path) => path.includes(context.organizationId));
const rows = () => withTenant(context, (tx) => tx.knowledgeDocument.count());
const events = () => withTenant(context, (tx) => tx.outboxEvent.count());

describe("an upload", () => {
  test("is stored once, read by its job and found", async () => {
    const { id, jobId, status, document } = await upload("Opening hours.txt", "Open at seven");
    expect(status).toBe("queued");
    expect(document).toMatchObject({
      title: "Opening hours",
      fileName: "Opening hours.txt",
      text: null,
      status: "queued",
    });
    expect(await mine()).toHaveLength(1);
    await indexJob(context, jobId);
    const { body } = await api("GET", `/api/v1/documents/${id}`);
    expect(body).toMatchObject({ status: "available", text: "Open at seven", warnings: [] });
    const found = await api("POST", "/api/v1/search", { json: { query: "seven" } });
    expect(found.body).toMatchObject({ results: [{ documentId: id }] });
  });

  test("keeps its text, which is its file's, and takes another title", async () => {
    const { id } = await upload("a.txt", "Open at seven", [["title", "Hours"]]);
    const patch = (json: unknown) => api("PATCH", `/api/v1/documents/${id}`, { json });
    expect(await patch({ text: "x" })).toMatchObject({
      status: 422,
      body: { errors: [{ field: "text" }] },
    });
    expect(await patch({ title: "Times" })).toMatchObject({
      status: 200,
      body: { title: "Times" },
    });
  });

  test("is not overwritten by a text with its external id", async () => {
    const { id } = await upload("a.txt");
    await api("PATCH", `/api/v1/documents/${id}`, { json: { externalId: "hours" } });
    const json = { title: "A", text: "B", externalId: "hours" };
    expect(await api("POST", "/api/v1/documents", { json })).toMatchObject({ status: 409 });
  });

  test("with an idempotency key is stored once, whatever its boundary, and no other file passes for it", async () => {
    const headers = { "idempotency-key": "upload-1" };
    const first = await send(form(["file", text("One"), "a.txt"]), headers);
    const again = await send(form(["file", text("One"), "a.txt"]), headers);
    expect(again.body).toEqual(first.body);
    expect(await rows()).toBe(1);
    const other = await send(form(["file", text("Two"), "a.txt"]), headers);
    expect(other).toMatchObject({ status: 422, body: { errors: [{ field: "Idempotency-Key" }] } });
  });

  test("is named as people know it", async () => {
    const names: [given: string, fileName: string, title: string][] = [
      ["../../etc/passwd.txt", "passwd.txt", "passwd"],
      ["C:\\Users\\me\\Prices 2026.v2.txt", "Prices 2026.v2.txt", "Prices 2026.v2"],
      ["invoice\u202efdp.txt", "invoicefdp.txt", "invoicefdp"],
      ["Preise für Gäste.txt", "Preise für Gäste.txt", "Preise für Gäste"],
      ["مواعيد.txt", "مواعيد.txt", "مواعيد"],
      ["README", "README", "README"],
      [".txt", ".txt", ".txt"],
      [
        `${"long ".repeat(100)}.txt`,
        expect.stringMatching(/^(long ){49}long.*\.txt$/),
        expect.stringMatching(/^.{190,200}$/),
      ],
    ];
    for (const [given, fileName, title] of names) {
      expect((await upload(given)).document, given).toMatchObject({ fileName, title });
    }
  });
});

describe("a form is refused", () => {
  test.each([
    ["without a file", form(["title", "Hours"]), 422, "file"],
    ["with text for a file", form(["file", "Hello"]), 422, "file"],
    [
      "with the file under another name",
      form(["document", text("Hello"), "a.txt"]),
      422,
      "document",
    ],
    [
      "with an unknown field",
      form(["file", text("Hello"), "a.txt"], ["tenantId", "x"]),
      422,
      "tenantId",
    ],
    [
      "with two files",
      form(["file", text("A"), "a.txt"], ["file", text("B"), "b.txt"]),
      422,
      "file",
    ],
    ["with an empty file", form(["file", text(""), "a.txt"]), 422, "file"],
    ["with a blank title", form(["file", text("A"), "a.txt"], ["title", " "]), 422, "title"],
    [
      "with a title of 301 characters",
      form(["file", text("A"), "a.txt"], ["title", "x".repeat(301)]),
      422,
      "title",
    ],
  ])("%s", async (_name, body, status, field) => {
    const answer = await send(body);
    expect(answer.status).toBe(status);
    const { code, errors } = answer.body as { code: string; errors: { field: string }[] };
    expect(code).toBe("invalid_input");
    expect(errors.map((error) => error.field)).toContain(field);
    expect([await rows(), await mine()]).toEqual([0, []]);
  });

  test("that is none", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const answer = await api("POST", "/api/v1/documents", { body: "nothing of the kind", headers });
    expect(answer).toMatchObject({ status: 422, body: { code: "invalid_input" } });
  });

  test("over 20 MB, as soon as that is known", async () => {
    expect(MAX_FILE_BYTES).toBe(UPLOAD_LIMITS.uploadBytes);
    const large = new Blob([new Uint8Array(MAX_FILE_BYTES + 1)]);
    const tooLarge = { status: 413, body: { code: "payload_too_large" } };
    expect(await send(form(["file", large, "a.txt"]))).toMatchObject(tooLarge);
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    expect(await api("POST", "/api/v1/documents", { body: endless, headers })).toMatchObject(
      tooLarge,
    );
    expect(read).toBeLessThan(MAX_FORM_BYTES + 5_000_000);
    expect([await rows(), await mine()]).toEqual([0, []]);
  });
});

describe("when storage fails", () => {
  const broken = () => join(storage.directory(), context.tenantId);
  const list = () => api("GET", "/api/v1/documents");

  test("the caller is told, nothing is to be seen, and the sweep leaves nothing behind", async () => {
    await writeFile(broken(), "a file where a folder belongs");
    const answer = await send(form(["file", text("Hello"), "a.txt"]));
    expect(answer).toMatchObject({
      status: 503,
      body: { code: "unavailable", details: { reason: "storage_failed" } },
    });
    expect(answer.headers.get("retry-after")).toBe("30");
    expect((await list()).body).toEqual({ documents: [], nextCursor: null });
    expect(await events()).toBe(0);
    await rm(broken());

    await sweepKnowledge(context, new AbortController().signal);
    expect(await events()).toBe(0);
    await withTenant(context, (tx) =>
      tx.knowledgeDocument.updateMany({ data: { deletedAt: new Date(Date.now() - 3_700_000) } }),
    );
    await sweepKnowledge(context, new AbortController().signal);
    const [event] = await withTenant(context, (tx) => tx.outboxEvent.findMany());
    expect(event).toMatchObject({ name: "knowledge/document.deleted" });
    const deleted = event!.data as { documentId: string; jobId: string; round: number };
    await purgeFile({ ...context, ...deleted });
    while (await purgeBatch({ ...context, ...deleted }));
    expect(await rows()).toBe(0);
  });

  test("while a file is read, the attempt is repeated and the reason is told after the last", async () => {
    const { id, jobId } = await upload("a.txt");
    await rm(broken(), { recursive: true });
    await writeFile(broken(), "a file where a folder belongs");
    await expect(indexJob(context, jobId)).rejects.toMatchObject({ code: "unavailable" });
    const read = async () =>
      documentDetail.parse((await api("GET", `/api/v1/documents/${id}`)).body);
    expect(await read()).toMatchObject({ status: "processing" });
    expect((await read()).error).toBeUndefined();
    const { failBatch } = await import("./ingestion/service");
    await failBatch({ ...context, jobId, round: 1 }, [id]);
    expect(await read()).toMatchObject({
      status: "failed",
      error: { code: "storage_failed", message: expect.stringContaining("storage") },
    });
    await rm(broken());
  });

  test("a file that was altered is not read", async () => {
    const { id, jobId } = await upload("a.txt");
    const [path] = await mine();
    await writeFile(join(storage.directory(), path!), "Something else");
    await indexJob(context, jobId);
    expect((await api("GET", `/api/v1/documents/${id}`)).body).toMatchObject({
      status: "failed",
      error: { code: "corrupt" },
      chunks: 0,
    });
  });
});
