import { buildZip, type ZipEntry } from "./zip";

const W = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`;
const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`;
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export function paragraph(text: string, style = ""): string {
  const properties = style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

export function listItem(text: string): string {
  const properties = `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t>${text}</w:t></w:r></w:p>`;
}

export function table(rows: string[][]): string {
  const cells = (row: string[]) => row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("");
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join("")}</w:tbl>`;
}

/** A Word document with the given body; headings have the styles Heading1 and Heading2. */
export function buildDocx(body: string, more: ZipEntry[] = []): Buffer {
  const style = (level: number) =>
    `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/></w:style>`;
  return buildZip([
    {
      name: "[Content_Types].xml",
      data:
        `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/>` +
        `<Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      data: relations([["officeDocument", "word/document.xml"]]),
    },
    {
      name: "word/_rels/document.xml.rels",
      data: relations([
        ["styles", "styles.xml"],
        ["numbering", "numbering.xml"],
      ]),
    },
    { name: "word/styles.xml", data: `${XML}<w:styles ${W}>${style(1)}${style(2)}</w:styles>` },
    {
      name: "word/numbering.xml",
      data:
        `${XML}<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">` +
        `<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>` +
        `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    },
    {
      name: "word/document.xml",
      data: `${XML}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    },
    ...more,
  ]);
}

function relations(targets: [string, string][]): string {
  const each = targets.map(
    ([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  const namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
  return `${XML}<Relationships xmlns="${namespace}">${each.join("")}</Relationships>`;
}
