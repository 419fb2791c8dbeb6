// First of all: what it sets up must be there before anything of Next is loaded.
import { inNextRequest } from "@/lib/testing/next-request";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { newId } from "@/lib/core/ids";
import { breakerStates } from "@/lib/platform/resilience/registry";
import { callRoute, type Call } from "@/lib/testing/call-route";
import { forgetCircuits } from "@/lib/testing/circuits";

const ORIGIN = "http://localhost:3000";
process.env["NEXTAUTH_URL"] = ORIGIN;

const asked: IncomingHttpHeaders[] = [];
const provider = createServer(({ headers }, response) => {
  asked.push(headers);
  response.writeHead(503).end("{}");
});

beforeAll(async () => {
  forgetCircuits();
  await once(provider.listen(0, "127.0.0.1"), "listening");
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    GOOGLE_ISSUER: issuer,
    GOOGLE_CLIENT_ID: "id",
    GOOGLE_CLIENT_SECRET: "secret",
  });
});
afterAll(() => provider.close());

async function auth(action: string, call: Call = {}) {
  const headers = { origin: ORIGIN, "x-frontdesk-peer": newId(), ...call.headers };
  const path = `/api/auth/${action}`;
  return inNextRequest(ORIGIN + path, new Headers(headers), () =>
    callRoute(call.body === undefined ? GET : POST, {
      path,
      params: { nextauth: action.split("/") } as unknown as Record<string, string>,
      ...call,
      headers,
    }),
  );
}

async function signInWithGoogle() {
  const answer = await auth("csrf");
  const { csrfToken } = answer.body as { csrfToken: string };
  const cookie = answer.headers.getSetCookie().map((set) => set.split(";")[0]);
  const body = new URLSearchParams({ csrfToken, json: "true" });
  return auth("signin/google", { body, headers: { cookie: cookie.join("; ") } });
}

test("a provider that fails is left alone, and each sign-in ends with its message", async () => {
  for (let failure = 1; failure <= 5; failure += 1) {
    expect((await signInWithGoogle()).body).toMatchObject({
      url: expect.stringContaining("OAuthSignin"),
    });
  }
  await vi.waitFor(() =>
    expect(breakerStates()).toMatchObject([{ dependency: "sign_in", state: "open" }]),
  );
  const refused = await signInWithGoogle();
  expect(refused.body).toMatchObject({ url: expect.stringContaining("OAuthSignin") });
  expect(asked).toHaveLength(5);
  expect(asked[0]?.["traceparent"]).toMatch(/^00-[0-9a-f]{32}-/);
});
