import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { UPLOAD_LIMITS } from "@/lib/platform/parsing/limits";
import { bulkInput, documentInput } from "../schema";
import { MAX_FILE_BYTES } from "../terms";
import { MAX_JSON_BYTES } from "../upload";

const MB = 1024 * 1024;
const written = (value: number) => value.toLocaleString("en");

test("docs/ingestion.md tells the limits that hold", async () => {
  const page = await readFile("docs/ingestion.md", "utf8");
  const rows = new Map(
    [...page.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].map(([, limit, value]) => [limit, value]),
  );
  const { characters, pages, csvRows, inflatedBytes, inflateRatio, wallClockMs, residentBytes } =
    UPLOAD_LIMITS;
  expect(Object.fromEntries(rows)).toMatchObject({
    "an uploaded file": `${MAX_FILE_BYTES / MB} MB`,
    "a JSON body": `${MAX_JSON_BYTES / 1_000_000} MB`,
    "the text of a document": `${written(characters)} characters`,
    "pages of a PDF": written(pages),
    "rows of a table": written(csvRows),
    "a DOCX unpacked": `${inflatedBytes / MB} MB`,
    "a part of it against its packed size": `${inflateRatio} : 1`,
    "time to read a file": `${wallClockMs / 1000} s`,
    "memory to read a file": `${residentBytes / MB} MB`,
  });
  const document = { title: "A", text: "B" };
  const most = Number(rows.get("documents in one bulk call"));
  const bulk = (count: number) => bulkInput.safeParse({ documents: Array(count).fill(document) });
  expect([bulk(most).success, bulk(most + 1).success]).toEqual([true, false]);
  const long = (length: number) =>
    documentInput.safeParse({ ...document, text: "x".repeat(length) });
  expect([long(characters).success, long(characters + 1).success]).toEqual([true, false]);
});
