import { beforeEach, expect, vi } from "vitest";
import { flushErrorReports, startErrorReports } from "@/lib/platform/telemetry/report-error";
import { flushTelemetry, startTelemetry } from "@/lib/platform/telemetry/start";
import { logged } from "./captured-log";
import type { HttpReceiver } from "./http-receiver";

/** In every canary, so that a part of one is found as well. */
export const MARK = "cnry7f3e";
export const canary = (name: string) => `${MARK}${name}`;
export const EMAIL = `${canary("mail")}@example.test`;
export const PERSON = `Marta ${canary("name")}`;
export const MESSAGE = `My order of ${canary("message")} is late`;

/** A model's API of a test stands at the same address: its calls are what they should be. */
const ofModels = /^\/v1\/(chat|embeddings)/;

/** Has this process report to a collector and a Sentry at that address. */
export async function reportTo({ url }: HttpReceiver): Promise<void> {
  const dsn = new URL(url);
  dsn.username = "public";
  dsn.pathname = "/7";
  Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: url, SENTRY_DSN: dsn.href });
  await startTelemetry();
  await startErrorReports();
}

/** What each test of a file has told a log, the collector or the Sentry, from its beginning on. */
export function watchWhatIsTold(outside: () => HttpReceiver) {
  const written: string[] = [];
  beforeEach(() => {
    for (const kept of [written, logged, outside().received]) kept.length = 0;
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, "write").mockImplementation((text) => {
        written.push(String(text));
        return true;
      });
  });
  const told = async (): Promise<string> => {
    await Promise.all([flushTelemetry(), flushErrorReports()]);
    const sent = outside().received.filter(({ path }) => !ofModels.test(path));
    return [...logged, ...written, ...sent.map(({ path, body }) => `${path} ${body}`)].join("\n");
  };
  return {
    told,
    /** @param made secrets that no canary marks, since the product makes them itself. */
    expectNoCanary: async (made: readonly string[] = []): Promise<void> => {
      const text = await told();
      const at = text.indexOf(MARK);
      expect(at < 0 ? "" : text.slice(Math.max(0, at - 300), at + 100)).toBe("");
      expect(text).not.toContain(Buffer.from(MARK).toString("base64").slice(0, 8));
      for (const secret of made) expect(text).not.toContain(secret.replace(/^.*?=/, ""));
    },
  };
}

/** Answers a model's API as a provider refuses a call: quoting it, key and all. */
export const quoteTheCall: HttpReceiver["answers"] = (response, { path, headers, body }) => {
  const json = { "content-type": "application/json" };
  if (!ofModels.test(path)) return response.writeHead(200, json).end("{}");
  const message = `Incorrect API key ${headers.authorization ?? ""} in ${body}`;
  return response
    .writeHead(401, json)
    .end(JSON.stringify({ error: { message, type: "invalid_request_error", code: null } }));
};
