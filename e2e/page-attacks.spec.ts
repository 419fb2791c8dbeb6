import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { readDemo } from "./fixtures/demo";

const slug = readDemo().tenants[0]?.organizationSlug ?? "";
const product = new URL(process.env["E2E_URL"] ?? "");

/** Paths that end as files do, of which none is one. */
const LIKE_FILES = [
  "/reset-password/x.js",
  "/confirm-email/x.css",
  `/${slug}/knowledge/x.png`,
  "/x.svg",
  "/favicon-shop/knowledge",
  "/widget/knowledge",
  "/widget/panel/x.ico",
  "/icon.svg/x.woff2",
  "/_next/x.js",
];

test("every page says that nobody may frame it, guess its type or keep it", async ({ request }) => {
  for (const path of ["/", "/sign-in", "/sign-up", "/docs/api", "/no/such/page", ...LIKE_FILES]) {
    const headers = (await request.get(path)).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect([path, policy]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")]);
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers["x-powered-by"]).toBeUndefined();
  }
  const nonces = new Set<string | undefined>();
  for (let n = 0; n < 3; n += 1) {
    const policy = (await request.get("/")).headers()["content-security-policy"] ?? "";
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1]);
  }
  expect(nonces.size).toBe(3);
});

test("an action that no page of ours sent is refused as such, whatever page it is sent to", async ({
  request,
}) => {
  const id = "0".repeat(42);
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    {},
    { origin: product.origin, "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
  ];
  const script =
    /\/_next\/static\/[^"]+\.js/.exec(await (await request.get("/")).text())?.[0] ?? "";
  expect((await request.get(script)).status()).toBe(200);
  const files = ["/icon.svg", "/widget.js", "/widget/panel", "/_next/static/x.js", script];
  const paths = ["/", "/sign-in", `/${slug}/knowledge`, "/no/such/page", ...LIKE_FILES, ...files];
  for (const headers of foreign) {
    for (const path of paths) {
      const fetched = await request.post(path, {
        headers: { ...headers, "next-action": id, "content-type": "text/plain;charset=UTF-8" },
        data: "[]",
      });
      const form = await request.post(path, { headers, multipart: { [`$ACTION_ID_${id}`]: "" } });
      for (const answer of [fetched, form]) {
        expect([path, answer.status()]).toEqual([path, 403]);
        expect(answer.headers()["content-type"]).toBe("application/problem+json");
        expect(await answer.json()).toMatchObject({ code: "origin_not_allowed" });
      }
    }
  }
  // Our own page gets as far as to be told that there is no such action.
  const own = await request.post("/sign-in", {
    headers: { origin: product.origin, "next-action": id, "content-type": "text/plain" },
    data: "[]",
  });
  expect(own.status()).toBe(409);
});

test("what Next has to say of that stands in the log as every line does, and in no other way", async () => {
  const folder = join(process.env["E2E_DATA_DIR"] ?? "", "logs");
  const names = readdirSync(folder).filter((name) => name !== "demo-site.log");
  expect(names).toEqual(expect.arrayContaining(["app.log", "engine.log", "postgres.log"]));
  const lines = names.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  expect(lines.filter((line) => line !== "" && !/^(?:\{"level":|ready )/.test(line))).toEqual([]);
});

test("files that are public are served as before, without a page's policy", async ({ request }) => {
  for (const path of ["/icon.svg", "/widget.js", "/widget/panel.js", "/widget/panel.css"]) {
    const answer = await request.get(path);
    const { "content-security-policy": policy } = answer.headers();
    expect([path, answer.status(), policy]).toEqual([path, 200, undefined]);
  }
});
