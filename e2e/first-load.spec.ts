import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, type APIRequestContext } from "@playwright/test";
import { call, test, unique } from "./fixtures/dashboard";

const BUDGET_BYTES = 180_000;

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&amp;", "&");

/** Paths of the scripts that a page's HTML asks for at once; not those for browsers without modules. */
function scriptsOf(html: string): string[] {
  const scripts = (html.match(/<script\b[^>]*>/g) ?? []).filter((tag) => !/\snomodule/i.test(tag));
  const preloads = (html.match(/<link\b[^>]*>/g) ?? []).filter(
    (tag) =>
      attribute(tag, "rel") === "modulepreload" ||
      (attribute(tag, "rel") === "preload" && attribute(tag, "as") === "script"),
  );
  const named = [
    ...scripts.map((tag) => attribute(tag, "src")),
    ...preloads.map((tag) => attribute(tag, "href")),
  ];
  return [...new Set(named.filter((path) => path !== undefined))];
}

async function textOf(request: APIRequestContext, path: string): Promise<string> {
  const response = await request.get(path);
  expect(response.ok(), path).toBe(true);
  return response.text();
}

/** The main pages, a conversation, and those others that came down to the budget. */
const HELD = [
  "inbox",
  "knowledge",
  "gaps",
  "insights",
  "install",
  // What is asked for is the browser's to find out: the page is the same for each.
  `inbox/${randomUUID()}`,
  "keys",
  "members",
  "tests",
  "jobs",
  "usage",
  "audit",
  "playground",
  "settings",
  "start",
  "widget",
  "knowledge/new",
  "knowledge/sources",
  "knowledge/check",
];

/** Weighs what a page asks for at once. */
async function expectLight(request: APIRequestContext, path: string): Promise<void> {
  const scripts = scriptsOf(await textOf(request, path));
  expect(scripts).not.toEqual([]);
  let bytes = 0;
  for (const script of scripts) bytes += gzipSync(await textOf(request, script)).length;
  process.stdout.write(`${path}: ${bytes} bytes gzipped in ${scripts.length} scripts\n`);
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
}

for (const section of HELD) {
  // Without the id, which is another in each process.
  const name = section.replace(/[0-9a-f-]{36}/, "[id]");
  test(`first load of ${name} has at most 180 KB of JavaScript`, async ({
    page: { request },
    account: { slug },
  }) => {
    await expectLight(request, `/${slug}/${section}`);
  });
}

for (const path of ["/account", "/businesses"]) {
  // Of the person, and of no organization.
  test(`first load of ${path} has at most 180 KB of JavaScript`, async ({ page: { request } }) => {
    await expectLight(request, path);
  });
}

test("first load of a document has at most 180 KB of JavaScript", async ({
  page,
  account: { slug },
}) => {
  const faq = { question: unique("How heavy is a page"), answer: "Light." };
  const { id } = await call(page, slug, "/api/v1/faqs", faq);
  await expectLight(page.request, `/${slug}/knowledge/${String(id)}`);
});
