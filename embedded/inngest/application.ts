import { randomUUID } from "node:crypto";
import { request } from "node:http";
import type { Outcome, Response } from "./answer.ts";
import { readAnswer } from "./answer.ts";
import { describeError } from "../../lib/platform/log/describe-error.ts";
import { log } from "../../lib/platform/log/log.ts";
import { canonicalJson } from "./canonical-json.ts";
import { isSigned, sign } from "./signatures.ts";

/** A step may take long; one that takes longer than this is taken for hung. */
const ANSWER_WITHIN_MS = 15 * 60_000;
const MAX_ANSWER_BYTES = 5 * 1024 * 1024;

type Body = { text: string; signature: string };

/** Calls applications, signed, and believes only signed answers. */
export class Application {
  readonly #signingKey: string;

  constructor(signingKey: string) {
    this.#signingKey = signingKey;
  }

  /** Runs the function or step at `url` once. Never rejects. */
  async call(url: string, stepId: string, payload: unknown, signal: AbortSignal): Promise<Outcome> {
    const address = new URL(url);
    address.searchParams.set("stepId", stepId);
    try {
      return readAnswer(await this.#post(address, payload, signal));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return { kind: "lost", reached: code !== "ECONNREFUSED", reason: message };
    }
  }

  /** Whether who answers at `url` holds the signing key. */
  async isTrusted(url: string): Promise<boolean> {
    const address = new URL(url);
    address.searchParams.set("probe", "trust");
    try {
      const { status, signed } = await this.#post(address, {}, AbortSignal.timeout(10_000));
      return status === 200 && signed;
    } catch (error) {
      log.warn("an application that registers does not answer", {
        address: address.origin,
        ...describeError(error),
      });
      return false;
    }
  }

  #post(address: URL, payload: unknown, signal: AbortSignal): Promise<Response> {
    const text = canonicalJson(payload);
    const body = { text, signature: sign(text, this.#signingKey) };
    return post(address, body, signal, (answer, signature) =>
      isSigned(answer, signature, this.#signingKey),
    );
  }
}

async function post(
  address: URL,
  body: Body,
  caller: AbortSignal,
  check: (body: string, signature: string | undefined) => boolean,
): Promise<Response> {
  // Not AbortSignal.timeout: what is made of it and another one is kept until its time is over, a quarter of an hour of calls.
  const overdue = new AbortController();
  const timer = setTimeout(() => overdue.abort(), ANSWER_WITHIN_MS);
  try {
    return await exchange(address, body, AbortSignal.any([caller, overdue.signal]), check);
  } finally {
    clearTimeout(timer);
  }
}

function exchange(
  address: URL,
  { text, signature }: Body,
  signal: AbortSignal,
  check: (body: string, signature: string | undefined) => boolean,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const outgoing = request(address, {
      method: "POST",
      signal,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
        "x-inngest-signature": signature,
        "x-inngest-server-kind": "cloud",
        "x-inngest-req-version": "2",
        "x-request-id": randomUUID(),
      },
    });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      incoming.on("data", (part: Buffer) => {
        bytes += part.length;
        if (bytes > MAX_ANSWER_BYTES) {
          outgoing.destroy(new Error(`The answer has more than ${MAX_ANSWER_BYTES} bytes.`));
        } else parts.push(part);
      });
      incoming.on("error", reject);
      incoming.on("end", () => {
        const body = Buffer.concat(parts).toString("utf8");
        const headers = incoming.headers as Record<string, string | undefined>;
        const signed = check(body, headers["x-inngest-signature"]);
        resolve({ status: incoming.statusCode ?? 0, headers, body, signed });
      });
    });
    outgoing.end(text);
  });
}
