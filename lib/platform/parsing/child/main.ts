// The child process that reads one uploaded file: file on stdin, request in argv[2], answer on file
// descriptor 3 (stdout stays free for libraries that print). It may read nothing but its own code.
import { readFileSync, writeSync } from "node:fs";
import { parse } from "./parse.ts";
import { encodeFrame, ParseFailure, type ChildRequest, type Parsed } from "./protocol.ts";

const STDIN = 0;
const ANSWER = 3;

function writeAll(frame: Buffer): void {
  for (let written = 0; written < frame.length;) {
    written += writeSync(ANSWER, frame, written);
  }
}

function answer({ text, ...meta }: Parsed): void {
  writeAll(encodeFrame(meta, text));
}

function failureOf(error: unknown): ParseFailure {
  if (error instanceof ParseFailure) return error;
  const internal = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new ParseFailure("too_complex", internal);
  }
  if (error instanceof RangeError) return new ParseFailure("too_much_memory", internal);
  return new ParseFailure("corrupt", internal);
}

try {
  const request = JSON.parse(process.argv[2] ?? "") as ChildRequest;
  answer(await parse(readFileSync(STDIN), request));
} catch (error) {
  const { reason, details, message } = failureOf(error);
  writeAll(encodeFrame({ failure: reason, details, internal: message.slice(0, 2000) }, ""));
}
// Libraries may have left timers or threads; the answer is out.
process.exit(0);
