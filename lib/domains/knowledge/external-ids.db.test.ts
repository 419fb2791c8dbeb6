import { beforeEach, describe, expect, test } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import { apiOf, type Api } from "@/lib/testing/documents-api";
import { indexJob, newOrganization } from "@/lib/testing/knowledge";
import type { TenantContext } from "@/lib/tenancy/context";
import { addContents } from "./add-service";
import { acceptedView, bulkView, documentList } from "./schema";

let context: TenantContext;
let api: Api;
beforeEach(async () => {
  context = await newOrganization();
  api = await apiOf(context);
});

async function post(json: Record<string, unknown>) {
  const answer = await api("POST", "/api/v1/documents", { json });
  expect(answer.status).toBe(202);
  return acceptedView.parse(answer.body);
}

async function all() {
  return documentList.parse((await api("GET", "/api/v1/documents?limit=100")).body).documents;
}

const outbox = () => withTenant(context, (tx) => tx.outboxEvent.count());

describe("the same external id again", () => {
  test("updates the document, and does nothing when nothing changed", async () => {
    const input = { title: "Price list", text: "Ten euros", externalId: "prices" };
    const first = await post(input);
    await indexJob(context, first.jobId);
    const events = await outbox();

    const same = await post(input);
    expect(same).toMatchObject({ id: first.id, status: "available" });
    expect(await outbox()).toBe(events);
    expect((await api("GET", `/api/jobs/${same.jobId}`)).body).toMatchObject({
      status: "succeeded",
      progress: { done: 2, total: 2 },
    });

    const changed = await post({ ...input, text: "Twelve euros" });
    expect(changed).toMatchObject({ id: first.id, status: "queued" });
    expect(await all()).toMatchObject([{ id: first.id, externalId: "prices", status: "queued" }]);
  });

  test("tries a document again that is not indexed yet", async () => {
    const input = { title: "Price list", text: "Ten euros", externalId: "prices" };
    await post(input);
    expect((await post(input)).status).toBe("queued");
  });

  test("in another organization is another document", async () => {
    const input = { title: "Price list", text: "Ten euros", externalId: "prices" };
    const { id } = await post(input);
    const other = await apiOf(await newOrganization());
    const { body } = await other("POST", "/api/v1/documents", { json: input });
    expect(acceptedView.parse(body).id).not.toBe(id);
  });

  test("of a FAQ is refused for a document, and the other way round", async () => {
    const faq = { question: "How much?", answer: "Ten", externalId: "mixed" };
    await api("POST", "/api/v1/faqs", { json: faq });
    const json = { title: "A", text: "B", externalId: "mixed" };
    const conflict = { status: 409, body: { code: "conflict", errors: [{ field: "externalId" }] } };
    expect(await api("POST", "/api/v1/documents", { json })).toMatchObject(conflict);
    const documents = [{ title: "New", text: "New" }, json];
    const bulk = { json: { documents } };
    expect(await api("POST", "/api/v1/documents/bulk", bulk)).toMatchObject(conflict);
    expect(await all()).toMatchObject([{ kind: "faq" }]);
    await post({ title: "A", text: "B", externalId: "document" });
    expect(
      await api("POST", "/api/v1/faqs", { json: { ...faq, externalId: "document" } }),
    ).toMatchObject(conflict);
  });

  test("cannot be taken from another document by a change", async () => {
    await post({ title: "A", text: "B", externalId: "taken" });
    const { id } = await post({ title: "C", text: "D" });
    const json = { externalId: "taken" };
    expect(await api("PATCH", `/api/v1/documents/${id}`, { json })).toMatchObject({
      status: 409,
      body: { code: "conflict", errors: [{ field: "externalId" }] },
    });
  });
});

describe("at the same moment", () => {
  test("twenty calls with one external id make one document and none fails", async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        addContents(context, [
          { kind: "document", origin: "api", title: "Race", body: `Text ${i}`, externalId: "race" },
        ]),
      ),
    );
    expect(new Set(made.map(({ documents }) => documents[0]!.id)).size).toBe(1);
    expect(await all()).toHaveLength(1);
  });

  test("two bulk calls with the same external ids in opposite order both succeed", async () => {
    const documents = Array.from({ length: 30 }, (_, i) => ({
      title: `Document ${i}`,
      text: `Text ${i}`,
      externalId: `document-${i}`,
    }));
    const call = (list: unknown[]) =>
      api("POST", "/api/v1/documents/bulk", { json: { documents: list } });
    const answers = await Promise.all([call(documents), call([...documents].reverse())]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const [first, second] = answers.map(({ body }) => bulkView.parse(body).documents);
    expect(second!.map(({ id }) => id).reverse()).toEqual(first!.map(({ id }) => id));
    expect(await all()).toHaveLength(30);
  });
});
