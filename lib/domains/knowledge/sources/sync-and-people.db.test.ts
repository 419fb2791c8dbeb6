import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readJob, retryJob, stopJob } from "@/lib/domains/ops/jobs-control-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { openAcmeSite, type AcmeSite } from "@/lib/testing/acme-site";
import { newOrganization } from "@/lib/testing/knowledge";
import { page, sitemap } from "@/lib/testing/site";
import { documentsOf } from "@/lib/testing/site-reader";
import { sweepKnowledge } from "../sweep-service";
import { changeDocument, deleteDocument } from "../service";
import { allPages, findSource } from "./repository";
import { addSource, followPage, readPages, readSource, removeSource, syncSource } from "./service";
import { settleVisit } from "./settle-visit";

let acme: AcmeSite;
let site: AcmeSite["site"];
let reader: AcmeSite["reader"];

beforeAll(async () => {
  acme = await openAcmeSite();
  ({ site, reader } = acme);
});
afterAll(() => acme.stop());
beforeEach(() => {
  acme.reset();
});

const asked = () => acme.asked();

test("a document that its owner changes while the site is read stays as they wrote it", async () => {
  const context = await newOrganization();
  const { id } = await reader.add(context);
  const [, garage] = await documentsOf(context);
  let edited = false;
  site.pages["/garage"] = (response) => {
    response.setHeader("content-type", "text/html");
    const send = () => response.end(page("Garage", "The site says: closed."));
    if (edited) return void send();
    edited = true;
    void changeDocument(context, garage!.id, "document", { body: "The owner says: open." }).then(
      send,
    );
  };
  await reader.again(context, id);
  expect(edited).toBe(true);
  expect(await reader.pages(context, id)).toMatchObject({ "/garage": "skipped: edited" });
  expect((await documentsOf(context))[1]).toMatchObject({ body: "The owner says: open." });

  // From now on it is not even asked for.
  await reader.again(context, id);
  expect(asked()).not.toContain("/garage");
  expect(await reader.pages(context, id)).toMatchObject({ "/garage": "skipped: edited" });

  const { pages } = await readPages(context, id, { limit: 100 });
  const { id: pageId } = pages.find(({ url }) => url.endsWith("/garage"))!;
  await followPage(context, { id, pageId });
  await reader.work(context);
  expect(await reader.pages(context, id)).toMatchObject({ "/garage": "fetched" });
  expect((await documentsOf(context))[1]?.body).toContain("The site says: closed.");
});

test("an edit that a sync learns of only with the document itself stands as well", async () => {
  const context = await newOrganization();
  const { id } = await reader.add(context);
  const read = await withTenant(context, async (tx) => ({
    source: await findSource(tx, id),
    page: (await allPages(tx, id)).find(({ url }) => url.endsWith("/garage")),
  }));
  const documentId = read.page?.documentId ?? "";
  await changeDocument(context, documentId, "document", { body: "The owner says: open." });
  const said = { title: "Garage", text: "The site says: closed.", hash: "h", links: [] };
  const visit = { found: "content", ...said, etag: null, lastModified: null } as const;
  // The page as it was before the edit: what a sync holds that read it a moment earlier.
  await withTenant(context, (tx) =>
    settleVisit(tx, context, read.source!, read.page!, { ...visit, links: [] }),
  );
  expect((await documentsOf(context))[1]).toMatchObject({ body: "The owner says: open." });
  expect(await reader.pages(context, id)).toMatchObject({ "/garage": "skipped: edited" });
});

test("a document that its owner deletes does not come back", async () => {
  const context = await newOrganization();
  const { id } = await reader.add(context);
  const [, garage] = await documentsOf(context);
  await deleteDocument(context, garage!.id);
  await reader.work(context);
  await reader.again(context, id);
  expect(await reader.pages(context, id)).toMatchObject({ "/garage": "skipped: document_deleted" });
  expect(await documentsOf(context)).toHaveLength(2);
});

test("a site that can't be read ends the sync with the reason, and what was read before stays", async () => {
  const context = await newOrganization();
  const { id } = await reader.add(context);
  site.pages["/"] = (response) => void response.destroy();
  const { jobId } = await reader.again(context, id);
  expect(await readJob(context, jobId)).toMatchObject({
    status: "failed",
    error: { code: "unreachable" },
  });
  expect(await documentsOf(context)).toHaveLength(3);
  expect((await readSource(context, id)).sync).toMatchObject({ status: "failed" });
  delete site.pages["/"];
  site.pages["/"] = page("Acme", "Back again.");
  await retryJob(context, jobId);
  await reader.work(context);
  expect(await readJob(context, jobId)).toMatchObject({ status: "succeeded" });
});

test("a sync that is cancelled between two pages keeps what it read, and its retry reads the rest", async () => {
  const context = await newOrganization();
  const { id, jobId } = await addSource(context, { address: `${site.url}/`, schedule: "off" });
  site.pages["/hours"] = (response) => {
    void stopJob(context, jobId).then(() =>
      response.setHeader("content-type", "text/html").end(page("Hours", "Late.")),
    );
  };
  await reader.work(context);
  expect(await readJob(context, jobId)).toMatchObject({ status: "cancelled" });
  expect(await reader.pages(context, id)).toEqual({
    "/": "fetched",
    "/hours": "waiting",
    "/garage": "waiting",
  });
  expect(await documentsOf(context)).toMatchObject([{ title: "Acme", status: "available" }]);

  site.pages["/hours"] = page("Hours", "Open.");
  site.asked.length = 0;
  await retryJob(context, jobId);
  await reader.work(context);
  expect(asked()).toEqual(["/hours", "/garage"]);
  expect(await documentsOf(context)).toHaveLength(3);
});

test("a removed source takes its documents along and ends its sync", async () => {
  const context = await newOrganization();
  const { id } = await reader.add(context);
  const { jobId } = await syncSource(context, id);
  await removeSource(context, id);
  expect(await documentsOf(context)).toEqual([]);
  expect(await readJob(context, jobId)).toMatchObject({ status: "cancelled" });
  await reader.work(context);
  const left = await withTenant(context, async (tx) => [
    await tx.knowledgeDocument.count(),
    await tx.source.count(),
    await tx.sourcePage.count(),
  ]);
  expect(left).toEqual([0, 0, 0]);
});

test("two tenants read the same site, each for itself; one that fails too often is alone with it", async () => {
  const [one, two] = [await newOrganization(), await newOrganization()];
  const bad = Array.from({ length: 8 }, (_, n) => `/bad${n}`);
  const good = site.pages["/sitemap.xml"]!;
  site.pages["/sitemap.xml"] = sitemap(bad.map((path) => `${site.url}${path}`));
  for (const path of bad) site.pages[path] = (response) => void response.writeHead(500).end();
  const first = await reader.add(one);
  const statuses = Object.values(await reader.pages(one, first.id));
  expect(statuses.filter((status) => status === "failed: away").length).toBeGreaterThan(0);
  site.pages["/sitemap.xml"] = good;
  const second = await reader.add(two);
  expect(await reader.pages(two, second.id)).toEqual({
    "/": "fetched",
    "/hours": "fetched",
    "/garage": "fetched",
  });
  await removeSource(two, second.id);
  await reader.work(two);
  expect(await documentsOf(one)).toMatchObject([{ title: "Acme" }]);
});

test("of two that sync at once one job comes, and a site is added once", async () => {
  const context = await newOrganization();
  const { id, jobId } = await addSource(context, { address: `${site.url}/`, schedule: "daily" });
  const started = await Promise.all([syncSource(context, id), syncSource(context, id)]);
  expect(started.map((sync) => sync.jobId)).toEqual([jobId, jobId]);
  const added = await Promise.all(
    [1, 2].map(() => addSource(context, { address: `${site.url}/`, schedule: "off" })),
  );
  expect(added).toEqual([
    { id, jobId },
    { id, jobId },
  ]);
  await reader.work(context);
  expect((await readSource(context, id)).nextSyncAt).not.toBeNull();
});
test("a schedule is kept by the sweep, and a failed sync does not end it", async () => {
  const context = await newOrganization();
  const { id, jobId } = await addSource(context, { address: `${site.url}/`, schedule: "daily" });
  await reader.work(context);
  const scope = { tenantId: context.tenantId, organizationId: context.organizationId };
  const sweep = () => sweepKnowledge(scope, new AbortController().signal);
  await sweep();
  expect((await readSource(context, id)).sync?.jobId).toBe(jobId);

  site.pages["/"] = (response) => void response.destroy();
  await withTenant(context, (tx) => tx.source.updateMany({ data: { nextSyncAt: new Date() } }));
  await sweep();
  await reader.work(context);
  const after = await readSource(context, id);
  expect(after.sync).toMatchObject({ status: "failed" });
  expect(after.sync?.jobId).not.toBe(jobId);
  expect(Date.parse(after.nextSyncAt ?? "")).toBeGreaterThan(Date.now() + 23 * 3_600_000);
});
