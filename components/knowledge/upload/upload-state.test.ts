import { expect, test } from "vitest";
import { MAX_FILE_BYTES } from "@/lib/domains/knowledge/terms";
import { fileSize, nextToStart, refusal, uploadsAfter, type Upload } from "./upload-state";

const file = (name: string, size = 5): File => new File(["x".repeat(size)], name);
const added = (...names: string[]): readonly Upload[] =>
  uploadsAfter([], { type: "add", files: names.map((name) => ({ id: name, file: file(name) })) });

test.each([
  ["prices.pdf", 10, undefined],
  ["PRICES.PDF", 10, undefined],
  ["prices.exe", 10, /type of file/],
  ["prices", 10, /type of file/],
  ["prices.pdf", 0, /empty/],
  ["prices.pdf", MAX_FILE_BYTES + 1, /20 MB/],
])("%s of %i bytes", (name, size, reason) => {
  const found = refusal({ name, size });
  if (reason) expect(found).toMatch(reason);
  else expect(found).toBeUndefined();
});

test("three files are sent at once, and the next one when a place is free", () => {
  let uploads = added("a.txt", "b.txt", "c.txt", "d.txt");
  for (const { id } of nextToStart(uploads)) uploads = uploadsAfter(uploads, { type: "start", id });
  expect(nextToStart(uploads)).toEqual([]);
  uploads = uploadsAfter(uploads, { type: "accepted", id: "b.txt", documentId: "1", jobId: "2" });
  expect(nextToStart(uploads).map(({ id }) => id)).toEqual(["d.txt"]);
});

test("a refused file is kept with its reason and never started", () => {
  const uploads = added("a.exe");
  expect(uploads[0]).toMatchObject({ phase: "failed", canRetry: false });
  expect(nextToStart(uploads)).toEqual([]);
});

test("a failed file starts from the beginning when it is tried again", () => {
  let uploads = added("a.txt");
  uploads = uploadsAfter(uploads, { type: "sent", id: "a.txt", bytes: 99 });
  expect(uploads[0]?.sent).toBe(5);
  uploads = uploadsAfter(uploads, { type: "failed", id: "a.txt", reason: "x", canRetry: true });
  uploads = uploadsAfter(uploads, { type: "retry", id: "a.txt" });
  expect(uploads[0]).toMatchObject({ phase: "waiting", sent: 0 });
});

test("sizes are told in the unit that fits", () => {
  expect([12, 3400, 2_340_000].map(fileSize)).toEqual(["12 bytes", "3 kB", "2.3 MB"]);
});
