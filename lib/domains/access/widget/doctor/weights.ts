import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const FILES = {
  loader: ["widget.js"],
  panel: ["widget/panel.js", "widget/panel.css"],
} as const;

async function gzipped(file: string): Promise<number> {
  const content = await readFile(join(process.cwd(), "public", file));
  return (await promisify(gzip)(content)).length;
}

/** What a site's visitors load of us, in bytes as they are sent: with the page, and when the chat is opened. */
export async function ownWeights(): Promise<{ loader: number; panel: number }> {
  const sum = async (files: readonly string[]) =>
    (await Promise.all(files.map(gzipped))).reduce((total, bytes) => total + bytes, 0);
  return { loader: await sum(FILES.loader), panel: await sum(FILES.panel) };
}
