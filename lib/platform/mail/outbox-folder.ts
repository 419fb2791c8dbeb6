import "server-only";
import { randomUUID } from "node:crypto";
import { join, resolve } from "node:path";
import { env } from "@/lib/env";
import { writeFileAtomically } from "@/lib/platform/storage/write-file-atomically";

/** Writes a mail as a text file that its operator alone can read. Returns where. */
export async function writeToOutbox(mail: {
  from: string;
  to: string;
  subject: string;
  text: string;
  headers?: Readonly<Record<string, string>>;
}): Promise<string> {
  const folder = resolve(env().FRONTDESK_DATA_DIR, "outbox");
  const at = new Date().toISOString();
  const file = join(folder, `${at.replaceAll(":", "-")}-${randomUUID()}.txt`);
  const { from, to, subject, text } = mail;
  const headers = { Date: at, From: from, To: to, Subject: subject, ...mail.headers };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  const content = `${head.join("")}\n${text}\n`;
  await writeFileAtomically(file, Buffer.from(content), `${file}.partial`);
  return file;
}
