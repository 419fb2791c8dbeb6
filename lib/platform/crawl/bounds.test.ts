import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DEPENDENCIES } from "@/lib/platform/resilience/dependencies";
import { breakerStates } from "@/lib/platform/resilience/registry";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { APP_ENV } from "@/lib/testing/app-env";
import { forgetCircuits } from "@/lib/testing/circuits";
import { page, serveSite, sitemap, type TestSite } from "@/lib/testing/site";
import { fetchSite, type FetchOptions } from "./fetch-site";
import { findPages } from "./find-pages";
import { readRobots } from "./robots";
import { Site } from "./site";

Object.assign(process.env, APP_ENV, { LOG_LEVEL: "silent" });

let site: TestSite;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site.stop());
beforeEach(() => {
  forgetCircuits();
  site.asked.length = 0;
  site.pages = {};
});

const signal = () => new AbortController().signal;

function asTenant<T>(work: () => Promise<T>, tenantId: string = newTraceId()): Promise<T> {
  return runWithTrace({ traceId: newTraceId(), service: "kb", tenantId }, work);
}

const fetched = (path: string, options: Partial<FetchOptions> = {}) =>
  asTenant(() => fetchSite(new URL(path, site.url), { signal: signal(), ...options }));

const sitemapOf = (robotsText = "") =>
  asTenant(() =>
    findPages(new Site(new URL(site.url)), readRobots(site.url, robotsText), {
      signal: signal(),
      pause: () => Promise.resolve(),
    }),
  );

/** Bytes without an end, as fast as they are taken. */
function endless(part: Buffer): TestSite["pages"][string] {
  return (response) => {
    response.setHeader("content-type", "application/xml");
    const more = () => {
      while (!response.destroyed && response.write(part));
    };
    response.on("drain", more);
    more();
  };
}

const MB = 1024 * 1024;

test("a body without an end is left at 5 MB", async () => {
  site.pages["/"] = endless(Buffer.alloc(64 * 1024, "a"));
  await expect(fetched("/")).rejects.toMatchObject({ code: "too_large" });
});

test("five megabytes may come, and not one byte more", async () => {
  site.pages["/fits"] = (response) => response.end(Buffer.alloc(5 * MB, "a"));
  site.pages["/not"] = (response) => response.end(Buffer.alloc(5 * MB + 1, "a"));
  expect((await fetched("/fits")).body.length).toBe(5 * MB);
  await expect(fetched("/not")).rejects.toMatchObject({ code: "too_large" });
});

test("what is small on the way and large unpacked is left at 5 MB, too", async () => {
  const bomb = gzipSync(Buffer.alloc(200 * MB));
  expect(bomb.length).toBeLessThan(MB);
  site.pages["/"] = (response) => response.setHeader("content-encoding", "gzip").end(bomb);
  await expect(fetched("/")).rejects.toMatchObject({ code: "too_large" });
});

test.each([
  ["a damaged one", "gzip", Buffer.from("no gzip at all")],
  ["an unknown one", "zstd", Buffer.from("whatever")],
])("%s of the packings is told", async (_, encoding, body) => {
  site.pages["/"] = (response) => response.setHeader("content-encoding", encoding).end(body);
  await expect(fetched("/")).rejects.toMatchObject({ code: "bad_encoding" });
});

test("a site that drips is given up at the deadline, which holds for the whole answer", async () => {
  expect(DEPENDENCIES.website.deadlineMs).toBe(15_000);
  let closed = false;
  site.pages["/"] = (response) => {
    const drip = setInterval(() => response.write("."), 200);
    response.once("close", () => {
      closed = true;
      clearInterval(drip);
    });
  };
  await expect(fetched("/")).rejects.toMatchObject({ code: "timeout" });
  await expect.poll(() => closed).toBe(true);
}, 30_000);

test("who gives up gets their own reason, and the connection is closed", async () => {
  const caller = new AbortController();
  let closed = false;
  site.pages["/"] = (response) => {
    response.once("close", () => (closed = true));
    caller.abort(new Error("enough"));
  };
  await expect(fetched("/", { signal: caller.signal })).rejects.toThrow("enough");
  await expect.poll(() => closed).toBe(true);
});

test("a host is asked once at a time", async () => {
  let [now, most] = [0, 0];
  site.pages["/"] = (response) => {
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      response.end("done");
    }, 20);
  };
  await Promise.all([fetched("/"), fetched("/"), fetched("/")]);
  expect(most).toBe(1);
});

test("a site that fails too often is left alone, by the tenant who named it and by no other", async () => {
  site.pages["/"] = (response) => void response.writeHead(500).end();
  site.pages["/good"] = "good";
  const ask = (tenantId: string, path: string) =>
    asTenant(() => fetchSite(new URL(path, site.url), { signal: signal() }), tenantId);
  const [one, two] = [newTraceId(), newTraceId()];
  const reasons: string[] = [];
  for (let n = 0; n < 7; n += 1) {
    await ask(one, "/").catch((error: { code: string }) => reasons.push(error.code));
  }
  expect(reasons).toEqual([...Array<string>(5).fill("server_error"), "away", "away"]);
  expect(site.asked).toHaveLength(5);
  await expect(ask(two, "/good")).resolves.toMatchObject({ status: 200 });
  // Nothing that operators would have to mend, and no name of a tenant's site in their list.
  expect(breakerStates().filter(({ tenantId }) => tenantId === undefined)).toEqual([]);
});

test("a page that is not there is an answer, however often", async () => {
  const tenant = newTraceId();
  for (let n = 0; n < 8; n += 1) {
    const { status } = await asTenant(
      () => fetchSite(new URL("/none", site.url), { signal: signal() }),
      tenant,
    );
    expect(status).toBe(404);
  }
});

test("a sitemap index that names itself is read once, with the sitemaps beside it", async () => {
  const index = ["/sitemap.xml", "/pages.xml", "/sitemap.xml"];
  site.pages["/sitemap.xml"] = (response) =>
    response.end(
      `<sitemapindex>${index.map((path) => `<sitemap><loc>${site.url}${path}</loc></sitemap>`).join("")}</sitemapindex>`,
    );
  site.pages["/pages.xml"] = sitemap([`${site.url}/a`, `${site.url}/b`]);
  expect(await sitemapOf()).toEqual({ pages: [`${site.url}/a`, `${site.url}/b`] });
  expect(site.asked.map(({ path }) => path)).toEqual(["/sitemap.xml", "/pages.xml"]);
});

test("indexes that name one another without end are left after ten", async () => {
  for (let n = 0; n < 40; n += 1) {
    site.pages[`/${n}.xml`] = (response) =>
      response.end(
        `<sitemapindex><sitemap><loc>${site.url}/${n + 1}.xml</loc></sitemap></sitemapindex>`,
      );
  }
  expect(await sitemapOf(`Sitemap: ${site.url}/0.xml`)).toEqual({ pages: [] });
  expect(site.asked).toHaveLength(10);
});

test("a sitemap of 500 MB is left at 5, and the reason is told", async () => {
  site.pages["/sitemap.xml"] = endless(
    Buffer.from(`<url><loc>${site.url}/page</loc></url>`.repeat(1_000)),
  );
  expect(await sitemapOf()).toEqual({ pages: [], failure: "too_large" });
});

test("a packed sitemap is unpacked, to 5 MB at most", async () => {
  const list = `<urlset><url><loc>${site.url}/a</loc></url></urlset>`;
  site.pages["/small.xml.gz"] = (response) => response.end(gzipSync(list));
  site.pages["/large.xml.gz"] = (response) => response.end(gzipSync(Buffer.alloc(50 * MB)));
  const named = (name: string) => sitemapOf(`Sitemap: ${site.url}/${name}.xml.gz`);
  expect(await named("small")).toEqual({ pages: [`${site.url}/a`] });
  expect(await named("large")).toEqual({ pages: [], failure: "too_large" });
});

test("entities that a sitemap defines itself grow to nothing", async () => {
  const grow = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "&l${n};&l${n};&l${n};">`);
  site.pages["/sitemap.xml"] = (response) =>
    response.end(
      `<!DOCTYPE x [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">${grow.join("")}]><urlset><url><loc>${site.url}/&l9;&f;</loc></url><url><loc>${site.url}/a?x=1&amp;y=2</loc></url></urlset>`,
    );
  const { pages } = await sitemapOf();
  expect(pages).toContain(`${site.url}/a?x=1&y=2`);
  expect(pages.join("").length).toBeLessThan(200);
});

test("pages of other hosts, of other folders and what is none are not the site's", async () => {
  const start = new URL("https://www.shop.example/help/index.html");
  const shop = new Site(start);
  const at = (address: string) => shop.pageAt(address, start);
  expect(at("/help/a#part")).toBe("https://www.shop.example/help/a");
  expect(at("http://shop.example/help/b?utm_source=x&q=1")).toBe(
    "https://www.shop.example/help/b?q=1",
  );
  for (const other of [
    "/prices",
    "https://evil.example/help/a",
    "https://www.shop.example.evil.example/help/a",
    "https://user@www.shop.example/help/a",
    "javascript:alert(1)",
    "mailto:a@shop.example",
    "/help/picture.JPG",
    `/help/${"x".repeat(3_000)}`,
    "http://[",
  ]) {
    expect(at(other), other).toBeUndefined();
  }
});

test.each([
  ["", 200],
  ["User-agent: *\nCrawl-delay: 2", 2_000],
  ["User-agent: FrontdeskBot\nCrawl-delay: 0.5", 500],
  ["User-agent: *\nCrawl-delay: 86400", 10_000],
  ["User-agent: *\nCrawl-delay: -5", 200],
  ["User-agent: *\nCrawl-delay: soon", 200],
  ["User-agent: OtherBot\nCrawl-delay: 9", 200],
])("robots.txt %j asks for a pause of %i ms", (text, ms) => {
  expect(readRobots("https://shop.example", text).delayMs).toBe(ms);
});

test("a page is asked for with what is known of it", async () => {
  site.pages["/"] = page("Start", "Here.");
  await fetched("/", { known: { etag: '"x"', lastModified: "Mon, 01 Jan 2024 00:00:00 GMT" } });
  expect(site.asked[0]?.headers).toMatchObject({
    "if-none-match": '"x"',
    "if-modified-since": "Mon, 01 Jan 2024 00:00:00 GMT",
    "user-agent": "FrontdeskBot/1.0 (+http://localhost:3000/docs/crawler)",
  });
  expect(site.asked[0]?.headers).not.toHaveProperty("cookie");
});
