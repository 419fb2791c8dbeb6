import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readJob } from "@/lib/domains/ops/jobs-control-service";
import { newId } from "@/lib/core/ids";
import { withEngine, withTenant } from "@/lib/platform/db/transaction";
import { EVENTS } from "@/lib/platform/events/contracts";
import { openAcmeSite, type AcmeSite } from "@/lib/testing/acme-site";
import { waitingEvents } from "@/lib/testing/drive-function";
import { newOrganization } from "@/lib/testing/knowledge";
import { page, redirect, serveSite, sitemap, tagged } from "@/lib/testing/site";
import { documentsOf } from "@/lib/testing/site-reader";
import { ownedBy } from "@/lib/tenancy/context";
import { addSource, readSource } from "./service";
import { beginSync } from "./sync-service";

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
  site.pages["/hours"] = tagged(page("Hours", "Open from nine to five."), '"h1"');
});

const asked = () => acme.asked();

test("the pages of a sitemap become documents that are indexed, and the job tells how far it is", async () => {
  const context = await newOrganization();
  const { id, jobId } = await reader.add(context);
  expect(await reader.pages(context, id)).toEqual({
    "/": "fetched",
    "/hours": "fetched",
    "/garage": "fetched",
  });
  const documents = await documentsOf(context);
  expect(documents).toHaveLength(3);
  expect(documents[2]).toMatchObject({ title: "Hours", url: `${site.url}/hours` });
  expect(documents[2]?.body).toContain("Open from nine to five.");
  expect(documents.map(({ status }) => status)).toEqual(["available", "available", "available"]);
  expect(await readJob(context, jobId)).toMatchObject({
    status: "succeeded",
    progress: { done: 3, total: 3 },
  });
  expect(site.asked[0]?.headers["user-agent"]).toMatch(/^FrontdeskBot\/1\.0 \(\+http/);
});

test("a second sync writes what has changed alone, and removes what is gone", async () => {
  const context = await newOrganization();
  const { id } = await reader.add(context);
  const before = await documentsOf(context);
  site.pages["/garage"] = page("Garage", "The garage is in front of the house now.");
  site.pages["/contact"] = page("Contact", "Write to us.");
  site.pages["/sitemap.xml"] = sitemap([`${site.url}/`, `${site.url}/contact`]);
  await reader.again(context, id);
  expect(await reader.pages(context, id)).toEqual({
    "/": "unchanged",
    "/hours": "unchanged",
    "/garage": "fetched",
    "/contact": "fetched",
  });
  const after = await documentsOf(context);
  expect(after.map(({ title }) => title)).toEqual(["Acme", "Contact", "Garage", "Hours"]);
  // Neither the one that was told of by 304 nor the one with the same text was written again.
  expect(after[0]).toEqual(before[0]);
  expect(after[3]).toEqual(before[2]);
  expect(after[2]?.body).toContain("in front of the house");
  const hours = site.asked.find(({ path }) => path === "/hours");
  expect(hours?.headers["if-none-match"]).toBe('"h1"');

  delete site.pages["/garage"];
  await reader.again(context, id);
  expect(await reader.pages(context, id)).toMatchObject({ "/garage": "gone: not_found" });
  expect((await documentsOf(context)).map(({ title }) => title)).toEqual([
    "Acme",
    "Contact",
    "Hours",
  ]);
});

test("a page that fails for now keeps its document", async () => {
  const context = await newOrganization();
  const { id } = await reader.add(context);
  site.pages["/garage"] = (response) => void response.writeHead(503).end();
  await reader.again(context, id);
  expect(await reader.pages(context, id)).toMatchObject({ "/garage": "failed: server_error" });
  expect(await documentsOf(context)).toHaveLength(3);
});

test("without a sitemap pages are found by links, on this host and as robots.txt lets us", async () => {
  const context = await newOrganization();
  const other = await serveSite({ "/": page("Other", "Another site.") });
  site.pages = {
    "/robots.txt": "User-agent: *\nDisallow: /secret",
    "/": page("Acme", "We mend.", ["/a", "/secret/x", `${other.url}/`, "/away", "mailto:a@b.c"]),
    "/a": page("Part A", "Text of A.", ["/b#part", "/b?utm_source=x", "/old", "/picture.png"]),
    "/b": page("Part B", "Text of B."),
    "/old": redirect("/a"),
    "/away": redirect(`${other.url}/`),
    "/secret/x": page("Secret", "Not for robots."),
  };
  const { id } = await reader.add(context);
  expect(await reader.pages(context, id)).toEqual({
    "/": "fetched",
    "/a": "fetched",
    "/b": "fetched",
    "/old": "skipped: moved",
    "/away": "skipped: left_site",
    "/secret/x": "skipped: robots",
  });
  expect(asked()).not.toContain("/secret/x");
  expect(other.asked).toEqual([]);
  expect(await documentsOf(context)).toHaveLength(3);
  await other.stop();
});

test("what has no text of its own is passed over with its reason", async () => {
  const context = await newOrganization();
  const paths = ["/", "/copy", "/empty", "/data", "/hidden", "/canon"];
  site.pages = {
    "/sitemap.xml": sitemap(paths.map((path) => `${site.url}${path}`)),
    "/": page("Acme", "We mend."),
    "/copy": page("Acme", "We mend."),
    "/empty": "<html><head><title>Nothing</title></head><body></body></html>",
    "/data": (response) => {
      response.setHeader("content-type", "application/json");
      response.end("{}");
    },
    "/hidden": page("Hidden", "Cart.").replace(
      "<title>",
      '<meta name="robots" content="noindex"><title>',
    ),
    "/canon": page("Canon", "Same.").replace("<title>", '<link rel="canonical" href="/"><title>'),
  };
  const { id } = await reader.add(context);
  expect(await reader.pages(context, id)).toEqual({
    "/": "fetched",
    "/copy": "skipped: duplicate",
    "/empty": "skipped: empty",
    "/data": "skipped: not_a_page",
    "/hidden": "skipped: noindex",
    "/canon": "skipped: duplicate",
  });
});

test("no more than 50 pages are read, and how many there are is told", async () => {
  const context = await newOrganization();
  const paths = Array.from({ length: 70 }, (_, n) => `/p${n}`);
  site.pages = { "/": page("Start", "Here.") };
  for (const path of paths) site.pages[path] = page(`Page ${path}`, `Text of ${path}.`);
  site.pages["/robots.txt"] = "User-agent: *\nAllow: /";
  site.pages["/sitemap.xml"] = sitemap(paths.map((path) => `${site.url}${path}`));
  const { id } = await addSource(context, { address: `${site.url}/`, schedule: "off" });
  const [event] = await waitingEvents(context);
  // The visits themselves are of no interest here.
  await withEngine((tx) => tx.outboxEvent.deleteMany());
  const job = EVENTS["knowledge/source.sync"].parse(event?.data);
  await beginSync(job, new AbortController().signal);
  const source = await readSource(context, id);
  expect(source.pages.waiting).toBe(50);
  expect(source.foundPages).toBe(71);
});

test("pages that a site no longer has make room for its new ones at the next sync", async () => {
  const context = await newOrganization();
  const { id } = await reader.add(context);
  const gone = { status: "gone", reason: "not_found" } as const;
  await withTenant(context, async (tx) => {
    await tx.sourcePage.updateMany({ data: { documentId: null, ...gone } });
    await tx.sourcePage.createMany({
      data: Array.from({ length: 50 }, (_, n) => ({
        ...ownedBy(context),
        id: newId(),
        sourceId: id,
        url: `${site.url}/old/${n}`,
        position: 3 + n,
        ...gone,
      })),
    });
  });
  site.pages["/contact"] = page("Contact", "Write to us.");
  site.pages["/sitemap.xml"] = sitemap(["/", "/contact"].map((path) => `${site.url}${path}`));
  await reader.again(context, id);
  expect(await reader.pages(context, id)).toEqual({ "/": "fetched", "/contact": "fetched" });
});

test("a site that closes itself to robots is not read", async () => {
  const context = await newOrganization();
  site.pages["/robots.txt"] = "User-agent: FrontdeskBot\nDisallow: /";
  const { jobId } = await reader.add(context);
  expect(await readJob(context, jobId)).toMatchObject({ error: { code: "robots" } });
  expect(asked()).toEqual(["/robots.txt"]);
});

test("a robots.txt that fails is not taken for a permission", async () => {
  const context = await newOrganization();
  site.pages["/robots.txt"] = (response) => void response.writeHead(500).end();
  const { jobId } = await reader.add(context);
  expect(await readJob(context, jobId)).toMatchObject({ error: { code: "server_error" } });
  expect(asked()).toEqual(["/robots.txt"]);
});
