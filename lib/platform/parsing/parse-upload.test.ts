import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { parseUpload, type ParsedDocument } from "./parse-upload";
import { buildDocx, listItem, paragraph, table } from "./testing/docx";
import { buildPdf } from "./testing/pdf";

function parsed(
  content: Uint8Array | string,
  fileName: string,
  declaredType?: string,
): Promise<ParsedDocument> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const upload = { content: { bytes }, fileName, ...(declaredType && { declaredType }) };
  return parseUpload(upload, new AbortController().signal);
}

describe("each format becomes the same kind of text", () => {
  it("text, as it is", async () => {
    const document = await parsed(
      "Opening hours\r\n\r\n\r\n\r\nMonday to Friday  \r\n",
      "Hours 2026.txt",
    );
    expect(document).toMatchObject({ kind: "text", title: "Hours 2026", warnings: [] });
    expect(document.text).toBe("Opening hours\n\nMonday to Friday");
  });

  it("Markdown, without its marks for letters and without raw HTML", async () => {
    const source = [
      "---\ntitle: Price list\n---",
      "# Prices\n\nA **wash** costs [what it costs](https://example.com/prices).",
      "1. first\n2. second\n   - inner",
      "| Service | Price |\n| --- | --- |\n| Cut | 25 € |",
      "```\n# not a heading\n```",
      '<script>alert(1)</script><b onclick="x()">bold</b>',
    ].join("\n\n");
    const document = await parsed(source, "prices.md");
    expect(document).toMatchObject({ kind: "markdown", title: "Price list" });
    expect(document.text).toBe(
      [
        "# Prices",
        "A wash costs what it costs (https://example.com/prices).",
        "1. first\n2. second\n  - inner",
        "Service | Price\nCut | 25 €",
        "    # not a heading",
        "bold",
      ].join("\n\n"),
    );
  });

  it("HTML, of which only the main part is content", async () => {
    const source = `<!DOCTYPE html><html lang="de"><head><title>Unser Salon</title></head><body>
      <nav><a href="/">Start</a></nav>
      <main><h1>Preise</h1><p>Ein   Schnitt kostet<br>fünfundzwanzig Euro.</p>
      <ul><li>Waschen<li>Föhnen</ul><table><tr><th>Tag<th>Zeit<tr><td>Montag<td>9&ndash;18 Uhr</table></main>
      <footer>Impressum</footer></body></html>`;
    const document = await parsed(source, "preise.html");
    expect(document).toMatchObject({ kind: "html", title: "Unser Salon", language: "de" });
    expect(document.text).toBe(
      "# Preise\n\nEin Schnitt kostet\nfünfundzwanzig Euro.\n\n- Waschen\n- Föhnen\n\nTag | Zeit\nMontag | 9–18 Uhr",
    );
  });

  it("DOCX, with headings, lists and tables", async () => {
    const body = [
      paragraph("Returns", "Heading1"),
      paragraph("Goods can be returned within thirty days &amp; free of charge."),
      listItem("unworn"),
      listItem("with receipt"),
      table([
        ["Country", "Days"],
        ["Austria", "5"],
      ]),
    ].join("");
    const document = await parsed(buildDocx(body), "returns.docx");
    expect(document).toMatchObject({ kind: "docx", title: "Returns", language: "en" });
    expect(document.text).toBe(
      "# Returns\n\nGoods can be returned within thirty days & free of charge.\n\n" +
        "- unworn\n- with receipt\n\nCountry | Days\nAustria | 5",
    );
  });

  it("PDF, with headings by size and lines put together", async () => {
    const pages = [
      [
        { text: "Delivery", size: 20 },
        {
          text: "We deliver within the city on every working day of the week, and the deli-",
          gap: 30,
        },
        { text: "very is free for orders of more than fifty euros, which is most of our orders" },
        { text: "in any case." },
        { text: "Monday", gap: 30 },
        { text: "9 to 5", x: 200, gap: 0 },
      ],
      [{ text: "Second page (of two)" }],
    ];
    const document = await parsed(buildPdf(pages, { title: "Delivery terms" }), "delivery.pdf");
    expect(document).toMatchObject({ kind: "pdf", title: "Delivery terms", pages: 2 });
    expect(document.text).toBe(
      "# Delivery\n\nWe deliver within the city on every working day of the week, and the delivery is free " +
        "for orders of more than fifty euros, which is most of our orders in any case.\n\n" +
        "Monday | 9 to 5\n\nSecond page (of two)",
    );
  });

  it("CSV, as questions and answers", async () => {
    const source =
      '\u{FEFF}Frage;Antwort;Alternativen\r\n"Was kostet ""alles""?";"Zehn\nEuro; bar";Preis?|Kosten? |\r\n;fehlt;\r\n';
    const document = await parsed(source, "faq.csv");
    expect(document.kind).toBe("csv");
    expect(document.faqs).toEqual([
      {
        question: 'Was kostet "alles"?',
        answer: "Zehn\nEuro; bar",
        alternatives: ["Preis?", "Kosten?"],
      },
    ]);
    expect(document.text).toBe('## Was kostet "alles"?\n\nZehn\nEuro; bar');
    expect(document.warnings).toEqual(["Rows without a question or an answer were left out: 3."]);
  });

  it("a file on the disk like bytes in memory", async () => {
    const folder = await mkdtemp(join(tmpdir(), "parse-"));
    try {
      const filePath = join(folder, "upload");
      await writeFile(filePath, buildPdf([[{ text: "On the disk" }]]));
      const upload = { content: { filePath }, fileName: "a.pdf" };
      const document = await parseUpload(upload, new AbortController().signal);
      expect(document.text).toBe("On the disk");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("the content decides what a file is", () => {
  it.each([
    ["a PDF without an ending", buildPdf([[{ text: "Hello" }]]), "upload", undefined, "pdf"],
    ["a DOCX without an ending", buildDocx(paragraph("Hello")), "upload", undefined, "docx"],
    [
      "a page under the name of a text",
      Buffer.from("<!doctype html><p>Hello"),
      "a.txt",
      undefined,
      "html",
    ],
    ["text without an ending", Buffer.from("Hello"), "README", undefined, "text"],
    [
      "Markdown by its declared type",
      Buffer.from("Hello"),
      "upload",
      "text/markdown; charset=utf-8",
      "markdown",
    ],
    [
      "a sentence that begins like a bitmap",
      Buffer.from("BMW and Hello"),
      "cars.txt",
      undefined,
      "text",
    ],
  ])("%s", async (_name, bytes, fileName, declaredType, kind) => {
    const document = await parsed(bytes, fileName, declaredType);
    expect(document.kind).toBe(kind);
    expect(document.text).toContain("Hello");
  });
});

describe("text in any encoding", () => {
  const german = "Die Überprüfung größerer Geräte kostet 50 € – „auf Anfrage“. Täglich geöffnet.";
  const russian = "Мы открыты каждый день с девяти до шести часов, кроме воскресенья.";

  it.each([
    ["windows-1252", german],
    ["utf-16le", german],
    ["utf-16be", german],
    ["windows-1251", russian],
    ["koi8-r", russian],
    ["shift_jis", "本日は九時から十八時まで営業しております。お気軽にお越しください。"],
  ])("%s without a mark", async (encoding, text) => {
    const bytes = iconv.encode(text, encoding, { addBOM: false });
    expect((await parsed(bytes, "a.txt")).text).toBe(text);
  });

  it.each(["utf-8", "utf-16le", "utf-16be"])("%s with its mark", async (encoding) => {
    const bytes = iconv.encode(german, encoding, { addBOM: true });
    expect((await parsed(bytes, "a.txt")).text).toBe(german);
  });

  it("ISO 8859-1", async () => {
    const bytes = iconv.encode("Öffnungszeiten: täglich", "iso-8859-1");
    expect((await parsed(bytes, "a.txt")).text).toBe("Öffnungszeiten: täglich");
  });

  it("an HTML page in the encoding that it declares", async () => {
    const page = `<html><meta charset="iso-8859-2"><body><p>Příliš žluťoučký kůň</p></body></html>`;
    expect((await parsed(iconv.encode(page, "iso-8859-2"), "a.html")).text).toBe(
      "Příliš žluťoučký kůň",
    );
  });

  it("UTF-8 with a damaged place, and says so", async () => {
    const bytes = Buffer.concat([Buffer.from(german), Buffer.from([0xc3]), Buffer.from("!")]);
    const document = await parsed(bytes, "a.txt");
    expect(document.text).toBe(`${german}\u{FFFD}!`);
    expect(document.warnings).toHaveLength(1);
  });

  it.each([
    ["with two bytes of damage at two places", [[0xff], [0xfe]]],
    ["with four bytes of damage at one", [[0xff, 0xfe, 0xfd, 0xc3], []]],
  ])("UTF-8 of two letters beyond ASCII %s, and says so", async (_, [first = [], second = []]) => {
    const bytes = Buffer.concat([
      Buffer.from("Zwölf "),
      Buffer.from(first),
      Buffer.from(" Gäste am Tisch, und das Essen kommt aus der Region. Wir freuen uns auf Sie."),
      Buffer.from(second),
    ]);
    const document = await parsed(bytes, "a.txt");
    expect(document.text.replaceAll("\u{FFFD}", "")).toBe(
      "Zwölf  Gäste am Tisch, und das Essen kommt aus der Region. Wir freuen uns auf Sie.",
    );
    expect(document.warnings).toEqual([expect.stringContaining("damaged")]);
  });

  it.each([
    ["gbk", "本店营业时间为每天上午九点至晚上六点,欢迎光临。"],
    ["big5", "本店營業時間為每天上午九點至晚上六點,歡迎光臨。"],
    ["euc-kr", "저희 가게는 매일 오전 아홉 시부터 오후 여섯 시까지 영업합니다."],
    ["euc-jp", "本日は九時から十八時まで営業しております。"],
    ["windows-1253", "Είμαστε ανοιχτά κάθε μέρα από τις εννέα έως τις έξι."],
  ])("%s is not taken for damaged UTF-8", async (encoding, text) => {
    const { warnings } = await parsed(iconv.encode(text, encoding), "a.txt");
    expect(warnings).toEqual([]);
  });

  it("right to left, with emoji made of several characters", async () => {
    const text = "# שעות פתיחה\n\nفتح المتجر من التاسعة إلى السادسة 👩‍👩‍👧‍👦 🇩🇪 ❤️";
    const document = await parsed(text, "a.md");
    expect(document.text).toBe(text);
    expect(document.title).toBe("שעות פתיחה");
  });
});
