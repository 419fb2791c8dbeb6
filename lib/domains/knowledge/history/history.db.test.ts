import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { apiOf } from "@/lib/testing/documents-api";
import { addIndexed, indexJob, newOrganization, textOf } from "@/lib/testing/knowledge";
import { addContents } from "../add-service";
import { changeDocument, deleteDocument, readDocument } from "../service";
import { searchKnowledge } from "../search-service";
import { readHistory, readVersion, restoreVersion } from "./service";

let context: TenantContext;
let id: string;
beforeEach(async () => {
  context = await newOrganization();
  const { ids } = await addIndexed(context, [textOf("Garage", "The garage closes at midnight.")]);
  id = ids[0]!;
});

const history = async (of = id, as = context) =>
  (await readHistory(as, of, { limit: 50 })).versions;
const edit = (changes: Parameters<typeof changeDocument>[3]) =>
  changeDocument(context, id, "document", changes);

describe("a change of content", () => {
  it("keeps what was there before, who changed it and what of it", async () => {
    await edit({ body: "The garage closes at noon." });
    await edit({ title: "Car park", url: "https://shop.example/parking" });
    expect(await history()).toMatchObject([
      { number: 2, change: "edited", fields: ["title", "url"], by: { kind: "user" } },
      { number: 1, change: "edited", fields: ["text"], by: { name: "Robin Example" } },
    ]);
    expect(await readVersion(context, { id, number: 1 })).toMatchObject({
      before: { title: "Garage", text: "The garage closes at midnight.", url: null },
      after: { title: "Garage", text: "The garage closes at noon.", url: null },
    });
    expect(await readVersion(context, { id, number: 2 })).toMatchObject({
      after: { title: "Car park", url: "https://shop.example/parking" },
    });
  });

  it("is no version when nothing differs, and none is indexing anew", async () => {
    await edit({ title: "Garage", url: null, body: "The garage closes at midnight." });
    await edit({ externalId: "garage" });
    expect(await history()).toEqual([]);
  });

  it("of a FAQ's other questions is kept as well, and so is an address that is taken away", async () => {
    const [faq] = (
      await addIndexed(context, [
        {
          kind: "faq",
          origin: "text",
          title: "Dogs?",
          body: "Yes.",
          alternatives: ["Pets?"],
          url: "https://shop.example/",
        },
      ])
    ).ids;
    await changeDocument(context, faq!, "faq", { alternatives: [], url: null });
    expect(await readVersion(context, { id: faq!, number: 1 })).toMatchObject({
      fields: ["alternatives", "url"],
      before: { alternatives: ["Pets?"], url: "https://shop.example/" },
      after: { alternatives: [], url: null },
    });
  });

  it("by the API is kept, one by one and in bulk, with the key's name", async () => {
    const api = await apiOf(context);
    await addContents(context, [textOf("Menu", "Soup.", "menu")]);
    const documents = [{ title: "Menu", text: "Stew.", externalId: "menu" }];
    const bulk = await api("POST", "/api/v1/documents/bulk", { json: { documents } });
    const [stored] = (bulk.body as { documents: { id: string }[] }).documents;
    await api("PATCH", `/api/v1/documents/${stored!.id}`, { json: { text: "Salad." } });
    expect(await history(stored!.id)).toMatchObject([
      { number: 2, by: { kind: "api_key", name: expect.any(String) } },
      { number: 1, by: { kind: "api_key" } },
    ]);
    expect((await readVersion(context, { id: stored!.id, number: 1 })).before.text).toBe("Soup.");
  });

  it("by a job is a source that was read again", async () => {
    const job: TenantContext = { ...context, actor: { kind: "job", id: "0" } };
    await changeDocument(job, id, "document", { body: "Closed." });
    expect(await history()).toMatchObject([{ change: "synced", by: { kind: "job", name: null } }]);
  });

  it("of an uploaded file, which has no other questions and no text yet, is kept", async () => {
    const { tenantId, organizationId } = context;
    const plain = { kind: "document", origin: "upload", title: "File", fileName: "a.pdf" } as const;
    const data = { tenantId, organizationId, id: newId(), ...plain };
    await withTenant(context, (tx) => tx.knowledgeDocument.create({ data }));
    await changeDocument(context, data.id, "document", { title: "Handbook" });
    expect(await readVersion(context, { id: data.id, number: 1 })).toMatchObject({
      before: { title: "File", text: null, alternatives: [] },
      after: { title: "Handbook", text: null },
    });
  });

  it("that is rolled back leaves no version", async () => {
    await addContents(context, [textOf("Menu", "Soup.", "taken")]);
    await expect(edit({ body: "Other.", externalId: "taken" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await history()).toEqual([]);
  });

  it("by many at once loses nothing that anybody wrote", async () => {
    const bodies = Array.from({ length: 8 }, (_, at) => `Text number ${at}.`);
    await Promise.all(bodies.map((body) => edit({ body })));
    const now = (await readDocument(context, id)).body;
    const kept = await withTenant(context, (tx) =>
      tx.documentVersion.findMany({ where: { documentId: id }, select: { body: true } }),
    );
    const said = [now, ...kept.map(({ body }) => body)].sort();
    expect(said).toEqual([...bodies, "The garage closes at midnight."].sort());
  });
});

describe("what is kept", () => {
  it("ends at fifty versions, the newest first", async () => {
    for (let at = 0; at < 52; at++) await edit({ url: `https://shop.example/${at}` });
    const versions = await history();
    expect(versions).toHaveLength(50);
    expect(versions[0]!.number).toBe(52);
    const page = await readHistory(context, id, { limit: 20, cursor: 33 });
    expect(page.versions.map(({ number }) => number).slice(0, 2)).toEqual([32, 31]);
    expect(page.nextCursor).toBe(13);
  });

  it("ends at eight million bytes, but for the newest", async () => {
    const long = (letter: string) => letter.repeat(4_500_000);
    await edit({ body: long("a") });
    await edit({ body: long("b") });
    await edit({ body: long("c") });
    expect((await history()).map(({ number }) => number)).toEqual([3]);
    expect((await readVersion(context, { id, number: 3 })).before.text).toBe(long("b"));
  });

  it("goes with the document", async () => {
    await edit({ body: "Closed." });
    await deleteDocument(context, id);
    await expect(history()).rejects.toMatchObject({ code: "not_found" });
    await expect(readVersion(context, { id, number: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("restoring", () => {
  it("is a change like any other, which search follows and history keeps", async () => {
    await indexJob(context, (await edit({ body: "The garage closes at noon." })).jobId!);
    const restored = await restoreVersion(context, { id, number: 1, newest: 1 });
    await indexJob(context, restored.jobId!);
    const { results } = await searchKnowledge(
      context,
      { query: "When does the garage close?", limit: 5 },
      new AbortController().signal,
    );
    expect(results[0]?.text).toContain("midnight");
    expect(await history()).toMatchObject([{ number: 2, change: "restored" }, { number: 1 }]);
    expect((await readVersion(context, { id, number: 2 })).before.text).toContain("noon");
  });

  it("over a change that its reader has not seen is refused, and loses nothing", async () => {
    await edit({ body: "First." });
    await edit({ body: "Second." });
    await expect(restoreVersion(context, { id, number: 1, newest: 1 })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "changed_meanwhile" },
    });
    expect((await readDocument(context, id)).body).toBe("Second.");
    expect(await history()).toHaveLength(2);
  });

  it("by two at once is done once", async () => {
    await edit({ body: "First." });
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => restoreVersion(context, { id, number: 1, newest: 1 })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await history()).toHaveLength(2);
  });

  it("of another organization's document finds nothing and changes nothing", async () => {
    await edit({ body: "First." });
    const stranger = await newOrganization();
    for (const attack of [
      () => restoreVersion(stranger, { id, number: 1, newest: 1 }),
      () => readVersion(stranger, { id, number: 1 }),
      () => readHistory(stranger, id, { limit: 5 }),
    ])
      await expect(attack()).rejects.toMatchObject({ code: "not_found" });
    expect((await readDocument(context, id)).body).toBe("First.");
  });
});
