import { beforeEach, describe, expect, it } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { addIndexed, indexJob, newOrganization, textOf } from "@/lib/testing/knowledge";
import { storeVectors } from "../ingestion/embedding-repository";
import { finishIngestion } from "../ingestion/service";
import { changeDocument, deleteDocument, readDocument } from "../service";
import { sweepKnowledge } from "../sweep-service";
import { nearestPassages } from "./candidates-repository";
import { checkTurn, finishCheck } from "./check-service";
import { dismiss, readFlags } from "./flag-service";

const { signal } = new AbortController();
let context: TenantContext;
let hours: string;
let visit: string;

const HOURS = textOf(
  "Opening hours",
  "The museum is open from 9:00 to 18:00. Cloakrooms are free.",
);
const VISIT = textOf("Visit us", "The museum is open from 9:00 to 17:00. Take tram 3.");

beforeEach(async () => {
  context = await newOrganization();
  [hours, visit] = (await addIndexed(context, [HOURS, VISIT])).ids as [string, string];
});

const flags = async (as = context, state: "open" | "dismissed" = "open") =>
  (await readFlags(as, { limit: 50, state })).flags;
const check = () => checkTurn(context, signal);
async function edit(id: string, body: string) {
  await indexJob(context, (await changeDocument(context, id, "document", { body })).jobId!);
}

describe("what contradicts", () => {
  it("is flagged once, with both sides and what differs", async () => {
    expect(await check()).toBe(false);
    const [flag, ...rest] = await flags();
    expect(rest).toEqual([]);
    expect(flag).toMatchObject({
      kind: "contradiction",
      first: { documentId: hours, title: "Opening hours", text: expect.stringContaining("18:00") },
      second: { documentId: visit, title: "Visit us", text: expect.stringContaining("17:00") },
      differences: [{ kind: "time", first: ["18:00"], second: ["17:00"] }],
    });
    await edit(hours, `${HOURS.body} Bags stay outside.`);
    await check();
    expect((await flags()).map(({ id }) => id)).toEqual([flag!.id]);
  });

  it("is gone when one of the two says something else, or is deleted", async () => {
    await check();
    await edit(visit, "The museum is open from 9:00 to 18:00. Take tram 3.");
    await check();
    expect(await flags()).toEqual([]);
    await edit(visit, VISIT.body);
    await check();
    expect(await flags()).toHaveLength(1);
    await deleteDocument(context, visit);
    expect(await readFlags(context, { limit: 5, state: "open" })).toMatchObject({
      flags: [],
      counts: { contradiction: 0 },
    });
  });

  it("stays dismissed until one of the two changes what it says", async () => {
    await check();
    const [flag] = await flags();
    await dismiss(context, { id: flag!.id, dismissed: true });
    expect(await flags()).toEqual([]);
    await edit(hours, `${HOURS.body} Bags stay outside.`);
    await check();
    expect(await flags()).toEqual([]);
    expect(await flags(context, "dismissed")).toHaveLength(1);
    await edit(hours, "The museum is open from 9:00 to 19:00.");
    await check();
    expect(await flags()).toMatchObject([{ differences: [{ first: ["19:00"] }] }]);
    expect(await flags(context, "dismissed")).toEqual([]);
  });

  it("can be taken up again", async () => {
    await check();
    const [flag] = await flags();
    await dismiss(context, { id: flag!.id, dismissed: true });
    await dismiss(context, { id: flag!.id, dismissed: false });
    expect(await flags()).toHaveLength(1);
  });
});

describe("candidates by meaning", () => {
  const unit = (at: number) => Array.from({ length: 512 }, (_, index) => (index === at ? 1 : 0));
  const embed = (as: TenantContext, at: (documentId: string) => number) =>
    withTenant(as, async (tx) => {
      const windows = await tx.knowledgeWindow.findMany({ select: { id: true, documentId: true } });
      const vectors = windows.map(({ id, documentId }) => ({ id, vector: unit(at(documentId)) }));
      await storeVectors(tx, as, "one", vectors);
    });
  const chunkOf = async (documentId: string) =>
    (
      await withTenant(context, (tx) =>
        tx.knowledgeChunk.findFirstOrThrow({ where: { documentId } }),
      )
    ).id;
  const near = async (embedder: string) => {
    const own = await chunkOf(hours);
    return withTenant(context, (tx) => nearestPassages(tx, context, own, [own], embedder));
  };

  it("are the passages of others that mean the same, of this organization and embedder alone", async () => {
    const [menu] = (await addIndexed(context, [textOf("Menu", "Soup and bread.")])).ids;
    const stranger = await newOrganization();
    await addIndexed(stranger, [VISIT]);
    await embed(stranger, () => 1);
    await embed(context, (documentId) => (documentId === menu ? 2 : 1));
    expect(await near("one")).toEqual([await chunkOf(visit)]);
    expect(await near("two")).toEqual([]);
  });
});

it("what is said twice is flagged as such, and counted apart", async () => {
  const text =
    "Please lock the bicycle to something solid whenever you leave it, even for a minute, and keep the key with you all the time.";
  await addIndexed(context, [textOf("Theft", text), textOf("Rental", `${text} Enjoy the ride.`)]);
  await check();
  expect(await readFlags(context, { limit: 5, kind: "duplicate", state: "open" })).toMatchObject({
    flags: [{ kind: "duplicate", first: { title: "Theft" }, differences: [] }],
    counts: { duplicate: 1, contradiction: 1 },
  });
});

it("a check leaves the moment of a document's last change alone", async () => {
  const before = (await readDocument(context, hours)).updatedAt;
  await check();
  expect((await readDocument(context, hours)).updatedAt).toEqual(before);
});

describe("another organization", () => {
  it("is compared with nothing of this one, and dismisses nothing", async () => {
    await check();
    const stranger = await newOrganization();
    await addIndexed(stranger, [VISIT]);
    await checkTurn(stranger, signal);
    expect(await flags(stranger)).toEqual([]);
    const [flag] = await flags();
    await expect(dismiss(stranger, { id: flag!.id, dismissed: true })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await flags()).toHaveLength(1);
  });
});

describe("the job", () => {
  const jobs = (as: TenantContext) =>
    withTenant(as, (tx) => tx.job.findMany({ where: { kind: "knowledge.check" } }));

  it("follows an ingestion that has settled, and one that waits does for several", async () => {
    for (let times = 0; times < 2; times++) {
      const { jobId } = await addIndexed(context, [textOf(`Notice ${times}`, "Nothing else.")]);
      await finishIngestion({ ...context, jobId, round: 1 });
    }
    const [job, ...rest] = await jobs(context);
    expect(rest).toEqual([]);
    await check();
    await finishCheck({ ...context, jobId: job!.id, round: 1 });
    expect(await jobs(context)).toMatchObject([{ status: "succeeded" }]);
    await sweepKnowledge(context, signal);
    expect(await jobs(context)).toHaveLength(1);
  });

  it("is begun by the sweep when something was left", async () => {
    await sweepKnowledge(context, signal);
    expect(await jobs(context)).toMatchObject([{ status: "queued" }]);
  });
});
