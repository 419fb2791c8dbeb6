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

test("nothing is stored in the browser, and no markup is written", async () => {
  for (const file of ["widget.js", "widget/panel.js"]) {
    const code = await readFile(join(folder, file), "utf8");
    expect(code).not.toMatch(
      /localStorage|sessionStorage|indexedDB|document\.cookie|document\.write|\beval\(/,
    );
  }
});
