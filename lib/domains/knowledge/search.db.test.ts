import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { addIndexed, indexJob, newOrganization, textOf } from "@/lib/testing/knowledge";
import { storeVectors } from "./ingestion/embedding-repository";
import { planIngestion } from "./ingestion/service";
import { searchVectors } from "./retrieval/vector-search-repository";
import { searchKnowledge } from "./search-service";
import { changeDocument, deleteDocument, readDocument } from "./service";

let context: TenantContext;
beforeEach(async () => {
  context = await newOrganization();
});

const search = async (query: string, as = context) =>
  (await searchKnowledge(as, { query, limit: 10 }, new AbortController().signal)).results;
const idsOf = async (query: string, as = context) =>
  (await search(query, as)).map(({ documentId }) => documentId);

const GARAGE = textOf("Garage", "Our garage has room for 12 cars and closes at midnight.");
const MENU = textOf("Menu", "The soup of the day costs 6 euros and comes with bread.");

describe("search", () => {
  it("finds each document that is called available, and nothing before", async () => {
    const { ids } = await addIndexed(context, [GARAGE, MENU]);
    const documents = await Promise.all(ids.map((id) => readDocument(context, id)));
    expect(documents.map(({ status }) => status)).toEqual(["available", "available"]);
    expect(await idsOf("When does the garage close?")).toEqual([ids[0]]);
    expect(await idsOf("soup with bread")).toEqual([ids[1]]);
  });

  it("loses a deleted document at once", async () => {
    const { ids } = await addIndexed(context, [GARAGE]);
    await deleteDocument(context, ids[0] ?? "");
    expect(await search("garage")).toEqual([]);
  });

  it("serves the old revision until the new one is complete", async () => {
    const { ids } = await addIndexed(context, [GARAGE]);
    const id = ids[0] ?? "";
    const { jobId } = await changeDocument(context, id, "document", {
      body: "The garage closes at noon.",
    });
    const job = { ...context, jobId: jobId ?? "", round: 1 };
    await planIngestion(job);
    expect((await search("garage closes"))[0]?.text).toContain("midnight");
    await indexJob(context, job.jobId);
    expect((await search("garage closes"))[0]?.text).toContain("noon");
    expect(await search("midnight")).toEqual([]);
  });

  it("finds a FAQ by one of its other questions", async () => {
    const { ids } = await addIndexed(context, [
      MENU,
      {
        kind: "faq",
        origin: "text",
        title: "Do you have a car park?",
        body: "Yes, behind the house.",
        alternatives: ["Where can I leave my vehicle?"],
      },
    ]);
    expect((await idsOf("leave the vehicle"))[0]).toBe(ids[1]);
  });

  it.each(["' OR 1=1 --", "a".repeat(1000), "\u202Eabc", "👩‍👩‍👧", "100%_\\"])(
    "takes %j for words",
    async (query) => {
      await addIndexed(context, [GARAGE]);
      expect(await search(query)).toEqual([]);
    },
  );
});

describe("another organization", () => {
  it("never appears and changes no score", async () => {
    const { ids } = await addIndexed(context, [GARAGE, MENU]);
    const before = await search("garage soup");
    const other = await newOrganization();
    const foreign = await addIndexed(other, [
      textOf("Garage", "Another garage, with soup and bread."),
      textOf("More", "Garage garage garage soup."),
    ]);
    const after = await search("garage soup");
    expect(after).toEqual(before);
    expect(new Set(after.map(({ documentId }) => documentId))).toEqual(new Set(ids));
    expect(new Set(await idsOf("garage soup", other))).toEqual(new Set(foreign.ids));
  });
});

describe("vectors", () => {
  const unit = (at: number) => Array.from({ length: 512 }, (_, index) => (index === at ? 1 : 0));
  const near = (embedder: string, as = context) =>
    withTenant(as, (tx) => searchVectors(tx, as, { embedder, vector: unit(3) }, 10, []));

  beforeAll(async () => {
    context = await newOrganization();
  });

  const embedAll = (as: TenantContext, embedder: string) =>
    withTenant(as, async (tx) => {
      const windows = await tx.knowledgeWindow.findMany({ select: { id: true } });
      await storeVectors(
        tx,
        as,
        embedder,
        windows.map(({ id }) => ({ id, vector: unit(3) })),
      );
    });

  it("are compared with those of the same embedder, document and organization alone", async () => {
    const { ids } = await addIndexed(context, [GARAGE]);
    const other = await newOrganization();
    await addIndexed(other, [MENU]);
    await embedAll(context, "one");
    await embedAll(other, "one");
    expect(await near("one")).toEqual([expect.objectContaining({ similarity: 1 })]);
    expect(await near("two")).toEqual([]);
    await deleteDocument(context, ids[0] ?? "");
    expect(await near("one")).toEqual([]);
    expect(await near("one", other)).toHaveLength(1);
  });

  it("go when a newer revision takes the place of theirs, and are not stored for it any more", async () => {
    const owner = await newOrganization();
    const { ids } = await addIndexed(owner, [GARAGE]);
    await embedAll(owner, "one");
    const old = await withTenant(owner, (tx) =>
      tx.knowledgeWindow.findMany({ select: { id: true } }),
    );
    const changed = await changeDocument(owner, ids[0] ?? "", "document", { body: "Closed." });
    expect(await near("one", owner)).toHaveLength(1);
    await indexJob(owner, changed.jobId ?? "");
    expect(await near("one", owner)).toEqual([]);
    const late = old.map(({ id }) => ({ id, vector: unit(3) }));
    await withTenant(owner, (tx) => storeVectors(tx, owner, "one", late));
    expect(await near("one", owner)).toEqual([]);
  });

  it("of another embedder take the place of those there were", async () => {
    const owner = await newOrganization();
    await addIndexed(owner, [GARAGE]);
    await embedAll(owner, "one");
    await embedAll(owner, "two");
    expect(await near("one", owner)).toEqual([]);
    expect(await near("two", owner)).toHaveLength(1);
  });

  it("come too late for a deleted document", async () => {
    const owner = await newOrganization();
    const { ids } = await addIndexed(owner, [GARAGE]);
    await deleteDocument(owner, ids[0] ?? "");
    await embedAll(owner, "one");
    expect(await withTenant(owner, (tx) => tx.knowledgeVector.count())).toBe(0);
  });
});
