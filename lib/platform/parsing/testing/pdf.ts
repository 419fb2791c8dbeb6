import { createHash } from "node:crypto";

export interface PdfLine {
  text: string;
  size?: number;
  x?: number;
  /** Distance to the line above, in points; 1.2 letter heights without. */
  gap?: number;
}

export interface PdfOptions {
  title?: string;
  /** Asked for on opening. */
  userPassword?: string;
  /** Only restricts printing and the like: anybody may read. */
  ownerPassword?: string;
}

/** A PDF 1.4 of text in Helvetica, one list of lines a page; encrypted with 40-bit RC4 when it has a password. */
export function buildPdf(pages: PdfLine[][], options: PdfOptions = {}): Buffer {
  const encryption =
    options.userPassword !== undefined || options.ownerPassword !== undefined
      ? encryptionOf(options.userPassword ?? "", options.ownerPassword ?? "")
      : undefined;
  const objects: Buffer[] = [];
  const add = (body: string) => objects.push(Buffer.from(body, "latin1"));
  const kids = pages.map((_, i) => `${5 + 2 * i} 0 R`).join(" ");
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  add(options.title ? `<< /Title (${escaped(options.title)}) >>` : "<< >>");
  for (const lines of pages) {
    const number = objects.length + 1;
    const page = `/Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>`;
    add(`<< /Type /Page ${page} /Contents ${number + 1} 0 R >>`);
    const plain = Buffer.from(contentOf(lines), "latin1");
    const content = encryption ? rc4(encryption.keyOf(number + 1), plain) : plain;
    objects.push(
      Buffer.concat([
        Buffer.from(`<< /Length ${content.length} >>\nstream\n`),
        content,
        Buffer.from("\nendstream"),
      ]),
    );
  }
  return withTable(objects, encryption?.trailer ?? "");
}

/** Objects with their cross-reference table. */
function withTable(objects: Buffer[], trailer: string): Buffer {
  const parts = [Buffer.from("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  let offset = parts[0]!.length;
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const [i, object] of objects.entries()) {
    const part = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      object,
      Buffer.from("\nendobj\n"),
    ]);
    table += `${String(offset).padStart(10, "0")} 00000 n \n`;
    parts.push(part);
    offset += part.length;
  }
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R ${trailer} >>`;
  return Buffer.concat([...parts, Buffer.from(`${table}${end}\nstartxref\n${offset}\n%%EOF\n`)]);
}

function contentOf(lines: PdfLine[]): string {
  let y = 780;
  const shown = lines.map(({ text, size = 11, x = 60, gap = 1.2 * size }) => {
    y -= gap;
    return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y.toFixed(2)} Tm (${escaped(text)}) Tj ET`;
  });
  return shown.join("\n");
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, "\\$&");
}

/** The standard security handler, revision 2 (PDF 1.4, 3.5.2): why some PDFs ask for a password. */
function encryptionOf(user: string, owner: string) {
  const padding = Buffer.from(
    "28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a",
    "hex",
  );
  const pad = (password: string) =>
    Buffer.concat([Buffer.from(password, "latin1"), padding]).subarray(0, 32);
  const id = Buffer.from("0123456789abcdef", "latin1");
  const permissions = Buffer.from([0xc0, 0xff, 0xff, 0xff]);
  const o = rc4(md5(pad(owner || user)).subarray(0, 5), pad(user));
  const key = md5(Buffer.concat([pad(user), o, permissions, id])).subarray(0, 5);
  const u = rc4(key, padding);
  const dictionary =
    `/Filter /Standard /V 1 /R 2 /P ${permissions.readInt32LE()} ` +
    `/O <${o.toString("hex")}> /U <${u.toString("hex")}>`;
  return {
    trailer: `/Encrypt << ${dictionary} >> /ID [<${id.toString("hex")}> <${id.toString("hex")}>]`,
    keyOf(object: number): Buffer {
      const number = Buffer.from([object & 0xff, (object >> 8) & 0xff, object >> 16, 0, 0]);
      return md5(Buffer.concat([key, number])).subarray(0, 10);
    },
  };
}

function md5(bytes: Buffer): Buffer {
  return createHash("md5").update(bytes).digest();
}

/** OpenSSL 3 no longer has it. */
function rc4(key: Buffer, input: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (i: number, j: number) => {
    [state[i], state[j]] = [state[j]!, state[i]!];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + state[i]! + key[i % key.length]!) & 0xff;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return input.map((byte) => {
    i = (i + 1) & 0xff;
    j = (j + state[i]!) & 0xff;
    swap(i, j);
    return byte ^ state[(state[i]! + state[j]!) & 0xff]!;
  }) as Buffer;
}
