import { deflateSync } from "node:zlib";

/**
 * A PDF 1.5 whose catalogue lies in an object stream, which inflates to `megabytes` of blanks: nothing
 * of the document can be known without inflating it. Packed twice, it has a few kilobytes.
 */
export function buildPdfBomb(megabytes: number): Buffer {
  const objects = "<< /Type /Catalog /Pages 3 0 R >> << /Type /Pages /Count 0 /Kids [] >>";
  const offsets = `2 0 3 ${objects.indexOf("<<", 2)} `;
  const plain = Buffer.alloc(megabytes * 1024 * 1024, " ");
  plain.write(offsets + objects);
  const packed = deflateSync(deflateSync(plain));
  const head = "%PDF-1.5\n";
  const stream =
    `1 0 obj\n<< /Type /ObjStm /N 2 /First ${offsets.length} /Filter [/FlateDecode /FlateDecode] ` +
    `/Length ${packed.length} >>\nstream\n`;
  const before = Buffer.concat([
    Buffer.from(head + stream),
    packed,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
  // Entries of the cross-reference stream: type (1 byte), offset or stream (4), generation or index (1).
  const entries = [
    [0, 0, 0],
    [1, head.length, 0],
    [2, 1, 0],
    [2, 1, 1],
    [1, before.length, 0],
  ];
  const table = Buffer.concat(
    entries.map(([type = 0, where = 0, index = 0]) => {
      const entry = Buffer.alloc(6);
      entry[0] = type;
      entry.writeUInt32BE(where, 1);
      entry[5] = index;
      return entry;
    }),
  );
  const crossReference = `4 0 obj\n<< /Type /XRef /Size 5 /W [1 4 1] /Root 2 0 R /Length ${table.length} >>\nstream\n`;
  return Buffer.concat([
    before,
    Buffer.from(crossReference),
    table,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${before.length}\n%%EOF\n`),
  ]);
}
