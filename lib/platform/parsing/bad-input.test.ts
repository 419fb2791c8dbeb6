import { randomBytes } from "node:crypto";
import iconv from "iconv-lite";
import { describe, expect, it, vi } from "vitest";
import { UPLOAD_LIMITS, type UploadLimits } from "./limits";
import { parseUpload, type ParsedDocument } from "./parse-upload";
import { buildDocx, paragraph } from "./testing/docx";
import { buildOle } from "./testing/ole";
import { buildPdf } from "./testing/pdf";
import { buildPdfBomb } from "./testing/pdf-bomb";
import { buildZip } from "./testing/zip";

vi.setConfig({ testTimeout: 60_000 });

const MB = 1024 * 1024;

function parsed(
  content: Uint8Array | string,
  fileName: string,
  limits: UploadLimits = UPLOAD_LIMITS,
): Promise<ParsedDocument> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return parseUpload({ content: { bytes }, fileName }, new AbortController().signal, limits);
}

async function refusal(content: Uint8Array | string, fileName: string, limits?: UploadLimits) {
  const error: unknown = await parsed(content, fileName, limits).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toMatchObject({ name: "AppError", userMessage: expect.stringMatching(/[\w)]\.$/) });
  return error as { code: string; details: Record<string, unknown>; userMessage: string };
}

function unprocessable(reason: string) {
  return { code: "unprocessable_file", details: expect.objectContaining({ reason }) };
}

describe("nothing to read", () => {
  it.each([
    ["no bytes", new Uint8Array(0), "a.txt"],
    ["blanks only", "  \n\t\r\n ", "a.md"],
    ["what nobody sees", "\uFEFF \n\t\u200B \u2060\u200E\u00AD", "a.txt"],
    ["a table of what nobody sees", "question,answer\n\u200B,\u2060\nWhen?,\u200B\n", "a.csv"],
    ["a page of scripts", "<html><body><script>document.write('text')</script>", "a.html"],
    ["a document without a word", buildDocx(paragraph("")), "a.docx"],
  ])("%s", async (_name, content, fileName) => {
    expect(await refusal(content, fileName)).toMatchObject(unprocessable("empty"));
  });

  it("a PDF of pictures", async () => {
    expect(await refusal(buildPdf([[], []]), "scan.pdf")).toMatchObject(unprocessable("no_text"));
  });
});

describe("not a document", () => {
  it.each(["a.txt", "a.csv", "a"])("random bytes as %s", async (fileName) => {
    expect(await refusal(randomBytes(50_000), fileName)).toMatchObject(unprocessable("binary"));
  });

  it.each([
    ["a picture", Buffer.concat([Buffer.from("GIF89a"), randomBytes(500)]), "image/gif"],
    ["an archive", buildZip([{ name: "a.txt", data: "Hello" }]), "application/zip"],
    ["an old Word file", buildOle("WordDocument"), "application/msword"],
    ["rich text", "{\\rtf1\\ansi Hello}", "application/rtf"],
    [
      "a drawing",
      `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
      "image/svg+xml",
    ],
  ])("%s", async (_name, content, detected) => {
    expect(await refusal(content, "upload")).toMatchObject({
      code: "unsupported_media_type",
      details: { reason: "unsupported_type", detected },
    });
  });

  it.each([
    ["text under the name of a PDF", "Hello", "a.pdf", "pdf", "text"],
    ["a PDF under the name of a text", buildPdf([[{ text: "Hello" }]]), "a.txt", "text", "pdf"],
    ["a PDF under the name of a DOCX", buildPdf([[{ text: "Hello" }]]), "a.docx", "docx", "pdf"],
    ["a DOCX under the name of a table", buildDocx(paragraph("Hello")), "a.csv", "csv", "docx"],
  ])("%s", async (_name, content, fileName, expected, detected) => {
    expect(await refusal(content, fileName)).toMatchObject({
      code: "unsupported_media_type",
      details: { reason: "type_mismatch", expected, detected },
    });
  });
});

describe("protected and damaged files", () => {
  it("a PDF that asks for a password", async () => {
    const pdf = buildPdf([[{ text: "Secret" }]], { userPassword: "open sesame" });
    expect(await refusal(pdf, "a.pdf")).toMatchObject(unprocessable("password_protected"));
  });

  it("a PDF that only restricts printing is read", async () => {
    const pdf = buildPdf([[{ text: "For everybody to read" }]], { ownerPassword: "printer" });
    expect((await parsed(pdf, "a.pdf")).text).toBe("For everybody to read");
  });

  it("a DOCX with a password", async () => {
    const ole = buildOle("EncryptedPackage");
    expect(await refusal(ole, "a.docx")).toMatchObject(unprocessable("password_protected"));
  });

  it("a DOCX with encrypted parts", async () => {
    const zip = buildZip([{ name: "word/document.xml", data: "x", encrypted: true }]);
    expect(await refusal(zip, "a.docx")).toMatchObject(unprocessable("password_protected"));
  });

  it.each([
    ["a PDF without its second half", buildPdf([[{ text: "Hello" }]]).subarray(0, 300), "a.pdf"],
    [
      "a PDF header before garbage",
      Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(5_000)]),
      "a.pdf",
    ],
    ["a DOCX cut off", buildDocx(paragraph("Hello")).subarray(0, 1_200), "a.docx"],
    [
      "a DOCX whose text is no XML",
      buildZip([
        { name: "[Content_Types].xml", data: "<Types/>" },
        { name: "word/document.xml", data: "<w:document><w:body>" },
      ]),
      "a.docx",
    ],
    ["a table with an open quote", 'question,answer\n"What?,Nothing\nWhy?,So', "a.csv"],
  ])("%s", async (_name, content, fileName) => {
    expect(await refusal(content, fileName)).toMatchObject(unprocessable("corrupt"));
  });
});

describe("bombs and giants", () => {
  it("a file over 20 MB is refused before anything reads it", async () => {
    const error = await refusal(new Uint8Array(20 * MB + 1), "a.txt");
    expect(error).toMatchObject({ code: "payload_too_large", details: { reason: "too_large" } });
  });

  it("a DOCX that inflates a thousandfold", async () => {
    const bomb = buildDocx(paragraph("Hello"), [
      { name: "word/media/image1.bin", data: Buffer.alloc(30 * MB) },
    ]);
    expect(bomb.length).toBeLessThan(60_000);
    expect(await refusal(bomb, "a.docx")).toMatchObject(unprocessable("inflates_too_much"));
  });

  it("a DOCX that inflates to more than 100 MB, a little in each part", async () => {
    const noise = randomBytes(600_000);
    const part = Buffer.concat([noise, Buffer.alloc(12 * MB)]);
    const parts = Array.from({ length: 9 }, (_, i) => ({
      name: `word/media/${i}.bin`,
      data: part,
    }));
    expect(await refusal(buildDocx(paragraph("Hello"), parts), "a.docx")).toMatchObject(
      unprocessable("inflates_too_much"),
    );
  });

  it("a DOCX that lies about the size of a part", async () => {
    const lie = { name: "word/media/a.bin", data: Buffer.alloc(8 * MB), declaredSize: 10 };
    expect(await refusal(buildDocx(paragraph("Hello"), [lie]), "a.docx")).toMatchObject(
      unprocessable("corrupt"),
    );
  });

  it("a bomb packed inside a DOCX is never unpacked", async () => {
    const inner = buildZip([{ name: "zeros", data: Buffer.alloc(200 * MB) }]);
    const docx = buildDocx(paragraph("The text beside it"), [
      { name: "word/embeddings/inner.zip", data: inner },
    ]);
    expect((await parsed(docx, "a.docx")).text).toBe("The text beside it");
  });

  it("a DOCX of more parts than any document has", async () => {
    const parts = Array.from({ length: 10_001 }, (_, i) => ({ name: `p/${i}`, data: "" }));
    expect(await refusal(buildDocx(paragraph("Hello"), parts), "a.docx")).toMatchObject(
      unprocessable("too_complex"),
    );
  });

  it("a DOCX whose document is larger than the memory allowed", async () => {
    const text = randomBytes(3 * MB).toString("hex");
    const body = (text.match(/.{1,12}/g) ?? []).map((word) => paragraph(word)).join("");
    const error = await refusal(buildDocx(body), "a.docx");
    expect(error).toMatchObject(unprocessable("too_much_memory"));
  });

  it("a PDF of 10,000 pages", async () => {
    const pdf = buildPdf(Array.from({ length: 10_000 }, () => [{ text: "Page" }]));
    expect(await refusal(pdf, "a.pdf")).toMatchObject({
      ...unprocessable("too_many_pages"),
      details: { pages: 10_000, maximum: 2_000 },
    });
  });

  it("a PDF of 2,000 pages is read to its end", async () => {
    const pages = Array.from({ length: 2_000 }, (_, i) => [
      { text: `This is page ${i + 1} of it.` },
    ]);
    const document = await parsed(buildPdf(pages), "a.pdf");
    expect(document.pages).toBe(2_000);
    expect(document.text.endsWith("This is page 2000 of it.")).toBe(true);
  });

  it("a PDF whose catalogue inflates to more than the memory allowed", async () => {
    const bomb = buildPdfBomb(500);
    expect(bomb.length).toBeLessThan(20_000);
    expect(await refusal(bomb, "a.pdf")).toMatchObject(unprocessable("too_much_memory"));
  });

  it("one word of 2 MB", async () => {
    const word = "Donaudampfschiff".repeat((2 * MB) / 16);
    expect((await parsed(word, "a.txt")).text).toBe(word);
    expect((await parsed(word, "a.md")).text).toBe(word);
    expect((await parsed(`<p>${word}</p>`, "a.html")).text).toBe(word);
  });

  it("two million blanks", async () => {
    const blanks = " ".repeat(2 * MB);
    expect((await parsed(`a${blanks}b`, "a.md")).text).toBe("a b");
    expect((await parsed(`a${blanks}b`, "a.txt")).text).toHaveLength(2 * MB + 2);
  });

  it("more than five million characters", async () => {
    const text = "words and words ".repeat(320_000);
    for (const fileName of ["a.txt", "a.md", "a.html"]) {
      expect(await refusal(text, fileName)).toMatchObject({
        code: "document_too_long",
        details: { reason: "too_long", maximum: 5_000_000 },
      });
    }
  });

  it("a parser that takes longer than it may", async () => {
    // Node itself takes longer to start than this.
    const error = await refusal("Hello", "a.txt", { ...UPLOAD_LIMITS, wallClockMs: 5 });
    expect(error).toMatchObject(unprocessable("timeout"));
  });
});

describe("hostile HTML", () => {
  it("of 100,000 nested elements", async () => {
    expect((await parsed(`${"<div>".repeat(100_000)}Deep down`, "a.html")).text).toBe("Deep down");
    const lists = `${"<ul><li>".repeat(10_000)}Deep down`;
    expect((await parsed(lists, "a.html")).text).toBe("- Deep down".padStart(27));
  });

  it("of 200,000 nested elements, which is told before a minute is spent on it", async () => {
    const page = `${"<div>".repeat(200_000)}Deep down${"</div>".repeat(200_000)}`;
    const limits = { ...UPLOAD_LIMITS, wallClockMs: 10_000 };
    expect(await refusal(page, "a.html", limits)).toMatchObject(unprocessable("too_complex"));
    const flat = `${"<ul><li>One</ul>".repeat(1_000)}${"<div>Two</div>".repeat(120_000)}`;
    expect((await parsed(flat, "a.html")).text).toMatch(/^- One\n[^]*\n\nTwo$/);
  });

  it("leaves no code, no address and no tag", async () => {
    const page = `<html><head><title>Shop</title><style>p{background:url(https://evil.example/a)}</style></head>
      <body onload="alert(1)"><p onclick="alert(2)">Open <a href="javascript:alert(3)">daily</a></p>
      <script>alert(4)</script><SCRIPT SRC="//evil.example/x.js"></SCRIPT><script>alert(5)
      </script foo>
      <img src="https://evil.example/pixel" onerror="alert(6)"><iframe src="data:text/html,evil"></iframe>
      <p hidden>hidden</p><p style="display: none">invisible</p><template>template</template>
      <a href="data:text/html;base64,ZXZpbA==">hours</a><!-- comment --><svg><text>drawn</text></svg>
      <p>1 &lt; 2 &amp;&amp; 3 &gt; 2</p></body></html>`;
    const { text, title } = await parsed(page, "a.html");
    expect(title).toBe("Shop");
    expect(text).not.toMatch(/alert|evil|data:|javascript|hidden|invisible|template|comment|drawn/);
    expect(text).toContain("Open daily");
    expect(text).toContain("1 < 2 && 3 > 2");
  });
});

describe("tables that are none of questions and answers", () => {
  it.each([
    ["other columns", "name,price\nCut,25\nWash,10\n"],
    ["a question without an answer", "question,price\nHow much?,25\n"],
    ["one column", "question\nHow much?\n"],
    ["prose", "It was a dark night, and nobody\nasked anything, at all, ever.\n"],
  ])("%s", async (_name, content) => {
    expect(await refusal(content, "a.csv")).toMatchObject(unprocessable("missing_columns"));
  });

  it("a header and nothing below", async () => {
    expect(await refusal("question,answer\n", "a.csv")).toMatchObject(unprocessable("empty"));
  });

  it("more rows than a table may have", async () => {
    const rows = "Why?,So\n".repeat(20_001);
    expect(await refusal(`question,answer\n${rows}`, "a.csv")).toMatchObject(
      unprocessable("too_many_rows"),
    );
  });

  it("in Latin-1, with tabs and another order of columns", async () => {
    const bytes = iconv.encode("Réponse\tN°\tQuestion\r\nÀ neuf heures\t1\tQuand ?\r\n", "latin1");
    const { faqs } = await parsed(bytes, "faq.tsv");
    expect(faqs).toEqual([{ question: "Quand ?", answer: "À neuf heures", alternatives: [] }]);
  });
});
