import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { expect, test } from "@playwright/test";
import { test as signedIn } from "./fixtures/dashboard";

const product = process.env["E2E_URL"] ?? "";
const MEGABYTE = 1_000_000;

interface Manifest {
  node: Record<string, { exportedName: string }>;
}

/** What the build calls an action. */
function idOf(name: string): string {
  const file = ".next/server/server-reference-manifest.json";
  const { node } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  return Object.keys(node).find((id) => node[id]?.exportedName === name) ?? "";
}

test("what nobody signed in sends to a page is refused before it has come", async () => {
  const headers = { "next-action": idOf("signUp"), "content-length": String(MEGABYTE) };
  const call = httpRequest(`${product}/sign-up`, { method: "POST", headers });
  try {
    call.flushHeaders();
    const signal = AbortSignal.timeout(5_000);
    const [response] = (await once(call, "response", { signal })) as [IncomingMessage];
    expect(response.statusCode).toBe(401);
  } finally {
    call.destroy();
  }
});

signedIn(
  "a text of a member comes whole to its action, which says what is wrong with it",
  async ({ page, account: { slug } }) => {
    const response = await page.request.post(`/${slug}/knowledge/new`, {
      headers: {
        origin: product,
        "next-action": idOf("createTextDocument"),
        "content-type": "text/plain;charset=UTF-8",
      },
      data: JSON.stringify([slug, { title: "", text: "a".repeat(11 * MEGABYTE) }]),
    });
    expect([response.status(), await response.text()]).toEqual([
      200,
      expect.stringMatching(/Must not be empty.*At most 5,000,000/s),
    ]);
  },
);
