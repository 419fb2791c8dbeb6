import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWidget } from "./build";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontdesk-widget-"));
  await buildWidget(folder);
});

afterAll(() => rm(folder, { recursive: true }));

const kilobyte = 1024;

test.each([
  { files: ["widget.js"], budget: 5 * kilobyte },
  { files: ["widget/panel.js", "widget/panel.css"], budget: 60 * kilobyte },
])("$files stay under $budget bytes gzipped", async ({ files, budget }) => {
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file))));
  const bytes = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(budget);
});

test("no markup is written; the panel alone stores: the conversation in one place, a draft in another", async () => {
  const places = { "widget.js": 0, "widget/panel.js": 1 };
  for (const [file, count] of Object.entries(places)) {
    const code = await readFile(join(folder, file), "utf8");
    const found = [
      /indexedDB|document\.cookie|document\.write|\beval\(/.test(code),
      ...["localStorage", "sessionStorage"].map((name) => code.split(name).length - 1),
    ];
    expect([file, ...found]).toEqual([file, false, count, count]);
  }
});
