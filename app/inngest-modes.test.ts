import { randomBytes } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { APP_ENV } from "@/lib/testing/app-env";
import { COUNT_CALL } from "@/lib/testing/function-call";
import { canonicalJson } from "../embedded/inngest/canonical-json.ts";
import { sign } from "../embedded/inngest/signatures.ts";

const newKey = () => `signkey-prod-${randomBytes(32).toString("hex")}`;
const KEY = newKey();
const MINUTE = 60_000;

const ran = vi.hoisted(() => ({ times: 0 }));
vi.mock("@/inngest/functions", async () => {
  const { inngestClient } = await import("@/lib/platform/events/client");
  return {
    functions: () => [
      inngestClient().createFunction(
        { id: "count", triggers: [{ event: "test/count" }] },
        async () => {
          ran.times += 1;
        },
      ),
    ],
  };
});

beforeEach(() => {
  vi.resetModules();
  ran.times = 0;
  for (const [name, value] of Object.entries({
    LOG_LEVEL: "silent",
    ...APP_ENV,
    INNGEST_SIGNING_KEY: KEY,
    INNGEST_EVENT_KEY: "event-key",
    INNGEST_BASE_URL: "http://127.0.0.1:9",
  }))
    vi.stubEnv(name, value);
});

const body = canonicalJson(COUNT_CALL);

const SIGNATURES = {
  none: () => undefined,
  "of another key": () => sign(body, newKey()),
  "of another body": () => sign(`${body} `, KEY),
  "of five minutes ago and more": () => sign(body, KEY, Date.now() - 5 * MINUTE - 2_000),
  "of less than five minutes ago": () => sign(body, KEY, Date.now() - 5 * MINUTE + 30_000),
  "of now": () => sign(body, KEY),
};

/** The answer to a call in a process that was started in this mode. */
async function call(
  mode: { NODE_ENV: string; INNGEST_DEV?: string },
  signature: string | undefined,
): Promise<number> {
  vi.stubEnv("NODE_ENV", mode.NODE_ENV);
  vi.stubEnv("INNGEST_DEV", mode.INNGEST_DEV);
  const { POST } = await import("./api/inngest/route");
  const post = POST as unknown as (request: Request, context: unknown) => Promise<Response>;
  const headers = new Headers({ "content-type": "application/json" });
  if (signature !== undefined) headers.set("x-inngest-signature", signature);
  const url = "http://localhost:3000/api/inngest?fnId=frontdesk-count&stepId=step";
  return (await post(new Request(url, { method: "POST", headers, body }), {})).status;
}

const MODES = [
  { NODE_ENV: "production" },
  { NODE_ENV: "production", INNGEST_DEV: "1" },
  { NODE_ENV: "production", INNGEST_DEV: "http://127.0.0.1:9" },
  { NODE_ENV: "test", INNGEST_DEV: "1" },
  { NODE_ENV: "development" },
];

const cases = (refused: boolean) =>
  MODES.flatMap((mode) =>
    Object.entries(SIGNATURES)
      .filter(([name]) => refused !== ["of less than five minutes ago", "of now"].includes(name))
      .map(([name, signature]) => [mode, name, signature] as const),
  );

test.each(cases(true))(
  "in %j a call with a signature %s is a 401 and runs nothing",
  async (mode, _, signature) => {
    expect([await call(mode, signature()), ran.times]).toEqual([401, 0]);
  },
);

test.each(cases(false))("in %j a call with a signature %s runs", async (mode, _, signature) => {
  expect([await call(mode, signature()), ran.times]).toEqual([200, 1]);
});

test("only a development server that was told so takes a call without a signature", async () => {
  const mode = { NODE_ENV: "development", INNGEST_DEV: "1" };
  expect([await call(mode, undefined), ran.times]).toEqual([200, 1]);
});
