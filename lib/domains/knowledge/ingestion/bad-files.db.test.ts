import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { readJob } from "@/lib/domains/ops/jobs-control-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { buildDocx, paragraph } from "@/lib/platform/parsing/testing/docx";
import { buildOle } from "@/lib/platform/parsing/testing/ole";
import { buildPdf } from "@/lib/platform/parsing/testing/pdf";
import { buildPdfBomb } from "@/lib/platform/parsing/testing/pdf-bomb";
import { buildZip } from "@/lib/platform/parsing/testing/zip";
import { apiOf, type Api } from "@/lib/testing/documents-api";
import { indexJob, newOrganization } from "@/lib/testing/knowledge";
import { ownStorage } from "@/lib/testing/storage";
import type { TenantContext } from "@/lib/tenancy/context";
import { acceptedView, documentDetail, searchView } from "../schema";
import { finishIngestion } from "./service";

vi.setConfig({ testTimeout: 90_000 });
ownStorage();

const MB = 1024 * 1024;
let context: TenantContext;
let api: Api;
beforeAll(async () => {
  context = await newOrganization();
  api = await apiOf(context);
});

/** Sends a file as people do, and has its job run to its end. */
async function ingest(fileName: string, content: Uint8Array | string, type = "") {
  const body = new FormData();
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  body.set("file", new Blob([Uint8Array.from(bytes)], { type }), fileName);
  const answer = await api("POST", "/api/v1/documents", { body });
  expect(answer.status).toBe(202);
  const { id, jobId } = acceptedView.parse(answer.body);
  await indexJob(context, jobId);
  await finishIngestion({ ...context, jobId, round: 1 });
  const read = await api("GET", `/api/v1/documents/${id}`);
  return { document: documentDetail.parse(read.body), job: await readJob(context, jobId) };
}

async function search(query: string) {
  const { body } = await api("POST", "/api/v1/search", { json: { query } });
  return searchView.parse(body).results;
}

describe("a file that cannot be read fails its job with the reason, and nothing of it is indexed", () => {
  test.each([
    ["blank", "a.txt", () => " \n\t ", "empty"],
    ["binary", "a.txt", () => randomBytes(20_000), "binary"],
    [
      "a picture named as text",
      "a.txt",
      () => Buffer.concat([Buffer.from("GIF89a"), randomBytes(500)]),
      "unsupported_type",
    ],
    ["text named as PDF", "a.pdf", () => "Hello", "type_mismatch"],
    [
      "a PDF with a password",
      "a.pdf",
      () => buildPdf([[{ text: "Secret" }]], { userPassword: "x" }),
      "password_protected",
    ],
    ["a DOCX with a password", "a.docx", () => buildOle("EncryptedPackage"), "password_protected"],
    ["half a PDF", "a.pdf", () => buildPdf([[{ text: "Hello" }]]).subarray(0, 300), "corrupt"],
    ["half a DOCX", "a.docx", () => buildDocx(paragraph("Hello")).subarray(0, 1_200), "corrupt"],
    ["scanned pages", "a.pdf", () => buildPdf([[], []]), "no_text"],
    [
      "a zip bomb",
      "a.docx",
      () =>
        buildDocx(paragraph("Hello"), [{ name: "word/media/a.bin", data: Buffer.alloc(30 * MB) }]),
      "inflates_too_much",
    ],
    ["a PDF bomb", "a.pdf", () => buildPdfBomb(500), "too_much_memory"],
    ["an archive", "a.zip", () => buildZip([{ name: "a.txt", data: "Hello" }]), "unsupported_type"],
    [
      "10,000 pages",
      "a.pdf",
      () => buildPdf(Array.from({ length: 10_000 }, () => [{ text: "Page" }])),
      "too_many_pages",
    ],
    [
      "more than five million characters",
      "a.txt",
      () => "many words and ".repeat(340_000),
      "too_long",
    ],
    ["a table without questions", "a.csv", () => "name,price\nCut,25\n", "missing_columns"],
    [
      "a page of nothing but script",
      "a.html",
      () => "<script>document.write('text')</script>",
      "empty",
    ],
  ])("%s", async (_name, fileName, content, code) => {
    const { document, job } = await ingest(fileName, content());
    expect(document).toMatchObject({
      status: "failed",
      chunks: 0,
      searchable: false,
      text: null,
      error: { code, message: expect.stringMatching(/\.$/) },
    });
    expect(job).toMatchObject({ status: "failed", error: document.error, progress: { done: 2 } });
    const left = await withTenant(context, (tx) =>
      tx.knowledgeChunk.count({ where: { documentId: document.id } }),
    );
    expect(left).toBe(0);
  });
});

describe("a file that is odd is read", () => {
  test.each([
    [
      "mis-encoded",
      "a.txt",
      () => Buffer.from("Öffnungszeiten für Gäste: täglich ab neun", "latin1"),
      "Gäste",
    ],
    ["right to left", "a.txt", () => "נפתח בשעה תשע בכל בוקר\u200f", "תשע"],
    ["Arabic", "a.md", () => "# مواعيد\n\nنفتح الساعة التاسعة صباحا", "التاسعة"],
    ["emoji", "a.txt", () => "👩‍🍳 Brunch 🥞 on Sundays 👍🏽 from ten", "brunch"],
    ["of a lying type", "a.txt", () => "Deliveries by cargo bike", "deliveries"],
    ["Markdown", "a.md", () => "# Vouchers\n\nGift cards run three years.", "vouchers"],
    ["DOCX", "a.docx", () => buildDocx(paragraph("Umbrellas are lent for free")), "umbrellas"],
    ["PDF", "a.pdf", () => buildPdf([[{ text: "Lockers close at eleven" }]]), "lockers"],
  ])("%s", async (_name, fileName, content, query) => {
    const { document, job } = await ingest(fileName, content(), "image/png");
    expect(document).toMatchObject({ status: "available", searchable: true });
    expect(job).toMatchObject({ status: "succeeded", progress: { done: 2, total: 2 } });
    expect((await search(query)).map(({ documentId }) => documentId)).toContain(document.id);
  });

  test("one word of 2 MB", async () => {
    const { document } = await ingest("a.txt", "Rindfleisch".repeat((2 * MB) / 11));
    expect(document).toMatchObject({ status: "available" });
    expect(document.chunks).toBeGreaterThan(1_000);
  });

  test("HTML, of which scripts and styles are never found", async () => {
    const { document } = await ingest(
      "a.html",
      `<html lang="en"><style>.canary1{}</style><body onload="canary2()"><h1>Parking</h1>
       <p>Behind the <b>barn</b>.<script>canary3()</script><!-- canary4 --></p>
       <a href="javascript:canary5()">gate</a><noscript>canary6</noscript></body></html>`,
    );
    expect(document.text).not.toMatch(/canary/);
    expect((await search("barn"))[0]).toMatchObject({ documentId: document.id });
    for (const number of [1, 2, 3, 4, 5, 6]) expect(await search(`canary${number}`)).toEqual([]);
  });

  test("a table of questions, each found by all its questions; what is left out is told", async () => {
    const { document } = await ingest(
      "faq.csv",
      "question,answer,alternatives\nDo you mend tents?,Yes at the bench,Can a marquee be fixed?|Tent repair\nWhen?,,\nIs tea free?,Always,\n",
    );
    expect(document).toMatchObject({ status: "available", chunks: 2, kind: "document" });
    expect(document.warnings).toEqual([expect.stringContaining("3")]);
    const [first] = await search("marquee");
    expect(first).toMatchObject({
      documentId: document.id,
      text: expect.stringContaining("bench"),
    });
    expect((await search("free tea"))[0]).toMatchObject({ text: "Always" });
  });
});
