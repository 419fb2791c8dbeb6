import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { panelFileHeaders, panelFiles } from "./panel-files";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontdesk-panel-"));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (content: string) => writeFile(join(folder, "panel.js"), content);

test("a file's address changes with its content and with nothing else", async () => {
  await write("one");
  const one = panelFiles(folder)["panel.js"];
  expect(one).toMatch(/^\/widget\/panel\.js\?v=[0-9a-f]{16}$/);
  await write("one");
  expect(panelFiles(folder)["panel.js"]).toBe(one);
  await write("two");
  expect(panelFiles(folder)["panel.js"]).not.toBe(one);
});

test("what is kept for good is kept under that address alone", async () => {
  await write("one");
  const [rule, ...others] = panelFileHeaders(folder);
  expect(others).toEqual([]);
  const [query] = rule?.has ?? [];
  expect(`${rule?.source}?${query?.key}=${query?.value}`).toBe(panelFiles(folder)["panel.js"]);
  expect(rule?.headers[0]?.value).toContain("immutable");
});

test("before a build the names are bare, and nothing is kept", () => {
  expect(panelFiles(folder)["panel.css"]).toBe("/widget/panel.css");
  expect(panelFileHeaders(folder)).toEqual([]);
});
