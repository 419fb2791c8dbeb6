import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, type APIRequestContext } from "@playwright/test";
import { test } from "./fixtures/dashboard";

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
];

for (const section of HELD) {
  // Without the id, which is another in each process.
  test(`first load of ${section.replace(/\/.*/, "/[id]")} has at most 180 KB of JavaScript`, async ({
    page: { request },
    account: { slug },
  }) => {
    const scripts = scriptsOf(await textOf(request, `/${slug}/${section}`));
    expect(scripts).not.toEqual([]);
    let bytes = 0;
    for (const path of scripts) bytes += gzipSync(await textOf(request, path)).length;
    process.stdout.write(`${section}: ${bytes} bytes gzipped in ${scripts.length} scripts\n`);
    expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
  });
}
