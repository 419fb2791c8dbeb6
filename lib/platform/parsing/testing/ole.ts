const SECTOR = 512;
const END_OF_CHAIN = 0xfffffffe;
const FREE = 0xffffffff;
const FAT_SECTOR = 0xfffffffd;
const NOBODY = 0xffffffff;

/**
 * A compound file (MS-CFB) of one stream: what Word writes for an encrypted DOCX ("EncryptedPackage")
 * and for the formats before 2007 ("WordDocument").
 */
export function buildOle(streamName: string): Buffer {
  const header = Buffer.alloc(SECTOR, 0xff);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  header.fill(0, 8, 76);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END_OF_CHAIN, 60);
  header.writeUInt32LE(END_OF_CHAIN, 68);
  header.writeUInt32LE(0, 76);
  const fat = Buffer.alloc(SECTOR, 0xff);
  [FAT_SECTOR, END_OF_CHAIN, FREE].forEach((value, i) => fat.writeUInt32LE(value, 4 * i));
  const directory = Buffer.concat([
    directoryEntry("Root Entry", 5, 1),
    directoryEntry(streamName, 2, NOBODY),
    Buffer.alloc(2 * 128),
  ]);
  return Buffer.concat([header, fat, directory]);
}

function directoryEntry(name: string, type: number, child: number): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(name, "utf16le");
  entry.writeUInt16LE(2 * name.length + 2, 64);
  entry[66] = type;
  entry[67] = 1;
  entry.writeUInt32LE(NOBODY, 68);
  entry.writeUInt32LE(NOBODY, 72);
  entry.writeUInt32LE(child, 76);
  entry.writeUInt32LE(END_OF_CHAIN, 116);
  return entry;
}
