import { beforeAll, describe, expect, test } from "vitest";
import { GET as readJob } from "@/app/api/jobs/[id]/route";
import { newId } from "@/lib/core/ids";
import { jobView } from "@/lib/domains/ops/schema";
import { withTenant } from "@/lib/platform/db/transaction";
import { callRoute } from "@/lib/testing/call-route";
import { apiOf, type Api } from "@/lib/testing/documents-api";
import { addKey } from "@/lib/testing/keys";
import { indexJob, newOrganization } from "@/lib/testing/knowledge";
import type { TenantContext } from "@/lib/tenancy/context";
import { finishIngestion } from "./ingestion/service";
import { acceptedView, bulkView, documentDetail, faqView, searchView } from "./schema";
import { reindex } from "./service";

let context: TenantContext;
let api: Api;
beforeAll(async () => {
  context = await newOrganization();
  api = await apiOf(context);
});

async function create(path: string, json: unknown) {
  const answer = await api("POST", path, { json });
  expect(answer.status).toBe(202);
  return acceptedView.parse(answer.body);
}

async function finish(jobId: string) {
  await indexJob(context, jobId);
  await finishIngestion({ ...context, jobId, round: 1 });
}

async function read(id: string) {
  return documentDetail.parse((await api("GET", `/api/v1/documents/${id}`)).body);
}

async function readFaq(id: string) {
  return faqView.parse((await api("GET", `/api/v1/faqs/${id}`)).body);
}

async function foundBy(query: string) {
  const { body } = await api("POST", "/api/v1/search", { json: { query } });
  return searchView.parse(body).results.map(({ documentId }) => documentId);
}

async function job(jobId: string) {
  return jobView.parse((await api("GET", `/api/jobs/${jobId}`)).body);
}

const problem = (status: number, code: string, field?: string) => ({
  status,
  body: expect.objectContaining({
    status,
    code,
    ...(field !== undefined && { errors: [expect.objectContaining({ field })] }),
  }),
});

describe("a document", () => {
  test("is queued, becomes available with its job, and is found then", async () => {
    const { id, jobId, status } = await create("/api/v1/documents", {
      title: "Saffron dyeing",
      text: "Saffron dyes wool in a bath of forty degrees.",
      url: "https://example.test/saffron",
      externalId: "dyes/saffron",
    });
    expect(status).toBe("queued");
    expect(await job(jobId)).toMatchObject({ status: "queued", progress: { done: 0, total: 2 } });
    expect(await read(id)).toMatchObject({ status: "queued", chunks: 0, searchable: false });
    expect(await foundBy("saffron")).toEqual([]);

    await indexJob(context, jobId);
    expect(await foundBy("saffron")).toEqual([id]);
    expect(await job(jobId)).toMatchObject({ progress: { done: 1, total: 2 } });
    await finish(jobId);

    expect(await read(id)).toMatchObject({
      externalId: "dyes/saffron",
      title: "Saffron dyeing",
      text: "Saffron dyes wool in a bath of forty degrees.",
      url: "https://example.test/saffron",
      status: "available",
      chunks: 1,
      vectors: "pending",
      searchable: true,
      jobId,
    });
    expect((await read(id)).error).toBeUndefined();
    expect(await job(jobId)).toMatchObject({
      status: "succeeded",
      progress: { done: 2, total: 2 },
      finishedAt: expect.any(String),
    });
  });

  test("serves its old text until the new one is indexed", async () => {
    const { id, jobId } = await create("/api/v1/documents", {
      title: "Kiln",
      text: "Bisque firing",
    });
    await finish(jobId);
    const patched = await api("PATCH", `/api/v1/documents/${id}`, {
      json: { text: "Glaze firing" },
    });
    expect(patched).toMatchObject({
      status: 200,
      body: { id, status: "queued", searchable: true, title: "Kiln" },
    });
    expect(await foundBy("bisque")).toEqual([id]);
    await finish((await read(id)).jobId ?? "");
    expect(await foundBy("bisque")).toEqual([]);
    expect(await foundBy("glaze")).toEqual([id]);
  });

  test("is not indexed anew for an address, an external id or the same words", async () => {
    const { id, jobId } = await create("/api/v1/documents", { title: "Loom", text: "Four shafts" });
    await finish(jobId);
    const details = { url: "https://example.test/loom", externalId: "loom" };
    const patch = { ...details, title: "Loom", text: "Four shafts" };
    const answer = await api("PATCH", `/api/v1/documents/${id}`, { json: patch });
    expect(answer.body).toMatchObject({ ...details, status: "available", jobId });
    const cleared = await api("PATCH", `/api/v1/documents/${id}`, {
      json: { url: null, externalId: null },
    });
    expect(cleared.body).toMatchObject({ url: null, externalId: null, status: "available" });
  });

  test("is gone at once when deleted, and its external id is free", async () => {
    const input = { title: "Walnut", text: "Walnut husks stain brown", externalId: "walnut" };
    const { id, jobId } = await create("/api/v1/documents", input);
    await finish(jobId);
    const deleted = await api("DELETE", `/api/v1/documents/${id}`);
    expect(deleted).toMatchObject({ status: 204, body: null });
    expect(await foundBy("walnut")).toEqual([]);
    expect(await api("GET", `/api/v1/documents/${id}`)).toMatchObject(problem(404, "not_found"));
    expect(await api("DELETE", `/api/v1/documents/${id}`)).toMatchObject(problem(404, "not_found"));
    const patch = { json: { title: "x" } };
    expect(await api("PATCH", `/api/v1/documents/${id}`, patch)).toMatchObject(
      problem(404, "not_found"),
    );
    expect((await create("/api/v1/documents", input)).id).not.toBe(id);
  });

  test("without a word in its text is found by its title", async () => {
    const { id, jobId } = await create("/api/v1/documents", {
      title: "Quizzical",
      text: "?! \u200e",
    });
    await finish(jobId);
    expect(await read(id)).toMatchObject({ status: "available", chunks: 1 });
    expect(await foundBy("quizzical")).toEqual([id]);
  });
});

describe("a FAQ", () => {
  const faq = {
    question: "Do you repair zips?",
    answer: "Yes, within three days.",
    alternatives: ["Can you fix a fastener?"],
  };

  test("is found by each of its questions and changed by its own route", async () => {
    const { id, jobId } = await create("/api/v1/faqs", faq);
    await finish(jobId);
    expect(await readFaq(id)).toMatchObject({
      ...faq,
      kind: "faq",
      status: "available",
      chunks: 1,
    });
    expect(await foundBy("fastener")).toEqual([id]);
    const patch = { json: { answer: "No, sorry.", alternatives: [] } };
    const patched = await api("PATCH", `/api/v1/faqs/${id}`, patch);
    expect(patched).toMatchObject({
      status: 200,
      body: { answer: "No, sorry.", status: "queued" },
    });
    await finish((await readFaq(id)).jobId ?? "");
    expect(await foundBy("fastener")).toEqual([]);
    expect(await api("DELETE", `/api/v1/faqs/${id}`)).toMatchObject({ status: 204 });
    expect(await foundBy("zips")).toEqual([]);
  });

  test("is read and deleted by the id that search gives, and not mistaken for a document", async () => {
    const { id } = await create("/api/v1/faqs", faq);
    expect(await read(id)).toMatchObject({ kind: "faq", title: faq.question, text: faq.answer });
    const patch = { json: { text: "x" } };
    expect(await api("PATCH", `/api/v1/documents/${id}`, patch)).toMatchObject(
      problem(409, "conflict"),
    );
    expect(await api("DELETE", `/api/v1/documents/${id}`)).toMatchObject({ status: 204 });
    const { id: document } = await create("/api/v1/documents", { title: "A", text: "B" });
    for (const method of ["GET", "DELETE"]) {
      const answer = await api(method, `/api/v1/faqs/${document}`);
      expect(answer).toMatchObject(problem(404, "not_found"));
    }
    expect(await api("PATCH", `/api/v1/faqs/${document}`, { json: { answer: "x" } })).toMatchObject(
      problem(404, "not_found"),
    );
  });
});

describe("bulk", () => {
  test("makes all of them with one job", async () => {
    const documents = Array.from({ length: 100 }, (_, i) => ({
      title: `Yarn ${i}`,
      text: `Yarn number${i}`,
      externalId: `yarn-${99 - i}`,
    }));
    const answer = await api("POST", "/api/v1/documents/bulk", { json: { documents } });
    expect(answer.status).toBe(202);
    const made = bulkView.parse(answer.body);
    expect(made.documents.map(({ externalId }) => externalId)).toEqual(
      documents.map(({ externalId }) => externalId),
    );
    await finish(made.jobId);
    expect(await job(made.jobId)).toMatchObject({
      status: "succeeded",
      progress: { done: 200, total: 200 },
    });
    expect(await foundBy("number42")).toEqual([made.documents[42]!.id]);
  });
});

describe("indexing again", () => {
  test("does the work anew under a job of its own kind", async () => {
    const { id, jobId } = await create("/api/v1/documents", { title: "Felt", text: "Wet felting" });
    await finish(jobId);
    const again = await reindex(context, id);
    expect(await read(id)).toMatchObject({ status: "queued", searchable: true });
    expect(await foundBy("felting")).toEqual([id]);
    await finish(again.jobId);
    expect(await read(id)).toMatchObject({ status: "available", chunks: 1 });
    expect(await job(again.jobId)).toMatchObject({
      kind: "knowledge.reindex",
      status: "succeeded",
    });
    await expect(reindex(context, newId())).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the audit trail", () => {
  test("tells who did what to which record, and no content", async () => {
    const own = await newOrganization();
    const call = await apiOf(own);
    const json = { title: "Secret recipe", text: "Madder root", externalId: "recipe" };
    const { body } = await call("POST", "/api/v1/documents", { json });
    const { id } = acceptedView.parse(body);
    await call("POST", "/api/v1/documents", { json: { ...json, text: "Weld" } });
    await call("PATCH", `/api/v1/documents/${id}`, { json: { title: "Recipe" } });
    await reindex(own, id);
    await call("DELETE", `/api/v1/documents/${id}`);
    const events = await withTenant(own, (tx) =>
      tx.auditEvent.findMany({ where: { recordId: id }, orderBy: { at: "asc" } }),
    );
    expect(events.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ["document.created", "api_key"],
      ["document.updated", "api_key"],
      ["document.updated", "api_key"],
      ["document.reindexed", "user"],
      ["document.deleted", "api_key"],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/recipe|madder|weld/i);
  });
});

describe("a job", () => {
  test("is shown to its organization alone and not to a visitor's key", async () => {
    const { jobId } = await create("/api/v1/documents", { title: "A", text: "B" });
    const stranger = await apiOf(await newOrganization());
    for (const id of [jobId, newId(), "none"]) {
      const answer = await stranger("GET", `/api/jobs/${id}`);
      expect(answer).toMatchObject(problem(404, "not_found"));
    }
    const params = { params: { id: jobId } };
    expect(await callRoute(readJob, params)).toMatchObject(problem(401, "unauthenticated"));
    const { key } = await addKey(context, { kind: "publishable" });
    const visitor = await callRoute(readJob, { ...params, key });
    expect(visitor.status).toBe(403);
  });
});
