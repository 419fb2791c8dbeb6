import { createHmac, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { endlessBody } from "@/lib/testing/attacks/bodies";
import { COUNT_CALL, COUNT_EVENT } from "@/lib/testing/function-call";
import { canonicalJson } from "../embedded/inngest/canonical-json.ts";

const KEY = `signkey-prod-${randomBytes(32).toString("hex")}`;
Object.assign(process.env, {
  NODE_ENV: "production",
  INNGEST_SIGNING_KEY: KEY,
  INNGEST_EVENT_KEY: randomBytes(16).toString("hex"),
  INNGEST_BASE_URL: "http://127.0.0.1:9",
  // Somebody left it on: in production it must not open the door.
  INNGEST_DEV: "1",
});

const ran = vi.hoisted(() => ({ times: 0 }));
vi.mock("@/inngest/functions", async () => {
  const { inngestClient } = await import("@/lib/platform/events/client");
  return {
    functions: () => [
      inngestClient().createFunction(
        { id: "count", triggers: [{ event: "test/count" }] },
        async () => {
          ran.times += 1;
          return ran.times;
        },
      ),
    ],
  };
});

const { POST, GET, PUT } = await import("./api/inngest/route");
type Handler = (request: Request, context: unknown) => Promise<Response>;

function sign(text: string, at: number, key = KEY): string {
  const secret = key.replace(/^signkey-\w+-/, "");
  const mac = createHmac("sha256", secret).update(text).update(String(at)).digest("hex");
  return `t=${at}&s=${mac}`;
}

async function call(signature: string | undefined, sent: object = COUNT_CALL) {
  const url = "http://localhost:3000/api/inngest?fnId=frontdesk-count&stepId=step";
  const headers = {
    "content-type": "application/json",
    ...(signature !== undefined && { "x-inngest-signature": signature }),
  };
  const request = new Request(url, { method: "POST", headers, body: JSON.stringify(sent) });
  const response = await (POST as unknown as Handler)(request, {});
  return { status: response.status, text: await response.text() };
}

const now = () => Math.floor(Date.now() / 1000);
const canonical = canonicalJson(COUNT_CALL);

beforeAll(() => {
  ran.times = 0;
});

describe("the engine's way in, in production", () => {
  test.each<[string, () => string | undefined]>([
    ["without a signature", () => undefined],
    ["with an empty one", () => ""],
    ["with one by another key", () => sign(canonical, now(), `signkey-prod-${"0".repeat(64)}`)],
    ["with one of ten minutes ago", () => sign(canonical, now() - 600)],
    [
      "with a newer time on an old one",
      () => sign(canonical, now() - 600).replace(/t=\d+/, `t=${now()}`),
    ],
    ["with one of another body", () => sign(canonicalJson({ ...COUNT_CALL, version: 1 }), now())],
  ])("a call %s is told 401 and runs nothing", async (_, signature) => {
    const answer = await call(signature());
    expect([answer.status, ran.times]).toEqual([401, 0]);
  });

  test("a signed body that was altered on its way is told 401 and runs nothing", async () => {
    const altered = { ...COUNT_CALL, event: { ...COUNT_EVENT, data: { tenantId: "other" } } };
    const answer = await call(sign(canonical, now()), altered);
    expect([answer.status, ran.times]).toEqual([401, 0]);
  });

  test("a call that is signed and fresh runs", async () => {
    const answer = await call(sign(canonical, now()));
    expect([answer.status, ran.times]).toEqual([200, 1]);
  });

  test.each<[string, unknown, string | undefined, number, number]>([
    ["POST", POST, undefined, 401, 100_000],
    ["POST", POST, sign(canonical, now()), 413, 5_000_000],
    ["PUT", PUT, undefined, 413, 5_000_000],
  ])("an endless %s body is not read on", async (method, handler, signature, status, most) => {
    const { stream, sent } = endlessBody();
    const headers = { ...(signature !== undefined && { "x-inngest-signature": signature }) };
    const init = { method, headers, body: stream, duplex: "half" };
    const request = new Request("http://localhost:3000/api/inngest?fnId=frontdesk-count", init);
    const response = await (handler as Handler)(request, {});
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(sent()).toBeLessThan(most);
  });

  test.each<[string, unknown]>([
    ["POST", POST],
    ["PUT", PUT],
  ])("a %s that is refused tells its caller's trace id", async (method, handler) => {
    const traceId = randomBytes(16).toString("hex");
    const traceparent = `00-${traceId}-${randomBytes(8).toString("hex")}-01`;
    const headers = { traceparent, "content-length": "5000000" };
    const init = { method, headers, body: "{}" };
    const request = new Request("http://localhost:3000/api/inngest?fnId=frontdesk-count", init);
    const response = await (handler as Handler)(request, {});
    expect(await response.json()).toMatchObject({ traceId });
    expect(response.headers.get("x-trace-id")).toBe(traceId);
  });

  test("who asks without a signature learns no function and no key", async () => {
    const request = new Request("http://localhost:3000/api/inngest");
    const response = await (GET as unknown as Handler)(request, {});
    const text = await response.text();
    expect(text).not.toContain("frontdesk-count");
    expect(text).not.toContain(KEY);
  });
});
