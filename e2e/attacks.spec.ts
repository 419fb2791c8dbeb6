import { createServer, request as httpRequest } from "node:http";
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./fixtures/dashboard";
import { readDemo } from "./fixtures/demo";

const demo = readDemo();
const [larkspoke] = demo.tenants;
const slug = larkspoke?.organizationSlug ?? "";
const owner = { email: `owner@${slug}.example`, password: demo.owner.password };
const product = new URL(process.env["E2E_URL"] ?? "");
/** What stands on every page behind the sign-in and on none before it. */
const INSIDE = new RegExp(`${larkspoke?.name ?? "?"}|Documents and FAQs|Playground`);

interface Answer {
  status: number;
  location: string;
  text: string;
}

/** Sends a path as it is written: a browser and fetch would tidy it up first. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = product;
    const call = httpRequest({ hostname, port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? "",
          text,
        }),
      );
    });
    call.on("error", reject).end();
  });
}

/** Goes where it is led, as long as that is not to sign in, and says what it has seen on the way. */
async function follow(path: string, headers: Record<string, string>): Promise<Answer[]> {
  const answers = [await ask(path, headers)];
  while (answers.length < 4) {
    const location = answers.at(-1)?.location ?? "";
    if (location === "") break;
    const to = new URL(location, product.origin + path);
    expect([path, to.origin]).toEqual([path, product.origin]);
    if (to.pathname === "/sign-in") break;
    answers.push(await ask(to.pathname + to.search, headers));
  }
  return answers;
}

const DISGUISES: [string, Record<string, string>][] = [
  ["nothing", {}],
  ["a pass by the middleware", { "x-middleware-subrequest": "proxy" }],
  ["one through its folders", { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy" }],
  [
    "one that has come round often",
    { "x-middleware-subrequest": Array<string>(6).fill("middleware").join(":") },
  ],
  ["a call of the router", { rsc: "1" }],
  ["one for the next page", { rsc: "1", "next-router-prefetch": "1" }],
  ["one for a segment", { rsc: "1", "next-router-segment-prefetch": "/_tree" }],
  ["a rewrite", { "x-nextjs-rewrite": "/", "x-rewrite-url": "/", "x-original-url": "/" }],
  ["an inner call", { "x-invoke-path": "/", "x-matched-path": "/", "x-nextjs-data": "1" }],
  ["a cookie that nobody signed", { cookie: "next-auth.session-token=anything" }],
];

test.describe("who has not signed in reads nothing", () => {
  const page = `/${slug}/knowledge`;
  const paths = [
    page,
    `${page}.rsc`,
    `${page}/`,
    `${page}?_rsc=1`,
    `/${slug}/knowledge.segments/_tree.segment.rsc`,
    `/${slug}%2fknowledge`,
    `/${slug}/%6bnowledge`,
    `/%2e/${slug}/knowledge`,
    `/sign-in/%2e%2e/${slug}/knowledge`,
    `/sign-in/..%2f${slug}/knowledge`,
    `//${slug}/knowledge`,
    `/${slug}//knowledge`,
    `/${slug}/knowledge;x=.css`,
    `/${slug}/knowledge/x.css`,
    `/${slug}/knowledge%00`,
    `/${slug}/KNOWLEDGE`,
    `/${slug.toUpperCase()}/knowledge`,
    `/api/../${slug}/knowledge`,
    `/widget/..%2f${slug}/knowledge`,
    `/_next/static/..%2f..%2f${slug}/knowledge`,
    `/_next/data/build/${slug}/knowledge.json`,
    `/_next/image?url=${encodeURIComponent(page)}&w=64&q=75`,
  ];

  for (const [disguise, headers] of DISGUISES) {
    test(`behind ${disguise}`, async () => {
      for (const path of paths) {
        for (const { status, text } of await follow(path, headers)) {
          expect([path, status < 500]).toEqual([path, true]);
          expect([path, INSIDE.exec(text)]).toEqual([path, null]);
        }
      }
      for (const path of ["/api/v1/documents", "/api/v1/documents/", "/API/v1/documents"]) {
        const last = (await follow(path, { ...headers, "x-organization": slug })).at(-1);
        expect([path, [401, 404].includes(last?.status ?? 0)]).toEqual([path, true]);
      }
    });
  }

  test("and a signed-in member does read by the same paths", async ({ page: tab }) => {
    await signIn(tab, owner);
    await tab.waitForURL(page);
    const cookies = await tab.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const calls: Record<string, string>[] = [{ cookie }, { cookie, rsc: "1" }];
    for (const headers of calls) {
      const last = (await follow(page, headers)).at(-1);
      expect([last?.status, INSIDE.test(last?.text ?? "")]).toEqual([200, true]);
    }
    expect((await ask("/api/v1/documents", { cookie, "x-organization": slug })).status).toBe(200);
  });
});

test.describe("after sign-in", () => {
  const ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    `${product.origin}@evil.example/`,
    `${product.origin}.evil.example/`,
    "/sign-in/..//evil.example",
  ];

  /** Where a browser was led, with anything but this site counted and refused. */
  async function watch(page: Page): Promise<string[]> {
    const foreign: string[] = [];
    page.on("dialog", (dialog) => {
      foreign.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.route(
      (url) => url.origin !== product.origin,
      async (route) => {
        foreign.push(route.request().url());
        await route.abort();
      },
    );
    return foreign;
  }

  test("a browser is led to no other site", async ({ page }) => {
    const foreign = await watch(page);
    const [first = "", ...others] = ELSEWHERE;
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(first)}`);
    await page.getByLabel("E-mail").fill(owner.email);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`/${slug}/knowledge`);
    // Who is signed in is sent on at once.
    for (const callbackUrl of others) {
      await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
      expect([callbackUrl, new URL(page.url()).origin]).toEqual([callbackUrl, product.origin]);
    }
    expect(foreign).toEqual([]);
  });

  test("the session's cookie is for no script and no foreign form", async ({ page }) => {
    const sent = page.waitForResponse((response) => response.url().includes("/api/auth/callback/"));
    await signIn(page, owner);
    const cookie = (await (await sent).headersArray()).find(
      ({ name, value }) => name.toLowerCase() === "set-cookie" && value.includes("session-token"),
    );
    await page.waitForURL(`/${slug}/knowledge`);
    const cookies = await page.context().cookies();
    const session = cookies.find(({ name }) => name.endsWith("session-token"));
    expect(session).toMatchObject({
      httpOnly: true,
      sameSite: "Lax",
      path: "/",
      domain: product.hostname,
    });
    // As it was sent: the browser adds what the answer's Date lacks of its second.
    const [, end = ""] = /Expires=([^;]+)/i.exec(cookie?.value ?? "") ?? [];
    const days = (Date.parse(end) - Date.now()) / 86_400_000;
    expect(days).toBeLessThanOrEqual(14);
    expect(await page.evaluate(() => document.cookie)).not.toContain("session-token");
    expect(
      await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })),
    ).not.toContain(session?.value);
  });

  test("a page of another site can neither frame ours nor act by its cookie", async ({ page }) => {
    await signIn(page, owner);
    await page.waitForURL(`/${slug}/knowledge`);
    const read = () =>
      page.request.get("/api/v1/documents", { headers: { "x-organization": slug } });
    // Newest first; what else stands there may still change while the product indexes.
    const newest = (text: string) => /"id":"([^"]+)"/.exec(text)?.[1];
    const before = newest(await (await read()).text());
    expect(before).toBeDefined();

    const framed = [`/${slug}/knowledge`, "/sign-in", "/api/auth/signout"];
    const server = createServer((_request, response) => {
      response.setHeader("content-type", "text/html").end(
        `<!doctype html>${framed.map((path) => `<iframe src="${product.origin}${path}"></iframe>`).join("")}
        <form method="post" enctype="text/plain" action="${product.origin}/api/v1/documents">
          <input name='{"title":"planted","text":"' value='"}'></form>
        <form method="post" action="${product.origin}/api/auth/signout"></form>`,
      );
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port");
    const other = await page.context().newPage();
    const open = () => other.goto(`http://127.0.0.1:${address.port}/`);
    await open();
    const blocked = () => other.frames().filter((frame) => frame.url().startsWith("chrome-error:"));
    await expect.poll(() => blocked().length).toBe(framed.length);
    for (const form of [0, 1]) {
      const answered = other.waitForResponse((response) => response.request().method() === "POST");
      await other.evaluate((index) => {
        setTimeout(() => document.forms[index]?.submit());
      }, form);
      expect((await answered).status()).toBeGreaterThanOrEqual(400);
      // The answer takes the page's place, and only then may the next one.
      await other.waitForURL(`${product.origin}/**`);
      await open();
    }
    const byScript = await other.evaluate(
      (url) =>
        fetch(url, { credentials: "include" }).then(
          () => "read",
          () => "refused",
        ),
      `${product.origin}/api/v1/documents`,
    );
    expect(byScript).toBe("refused");
    await other.close();
    server.closeAllConnections();
    server.close();

    // Nothing was written, and the session is still there.
    const after = await read();
    expect([after.status(), newest(await after.text())]).toEqual([200, before]);
  });
});

test("an address that a caller claims changes nothing, and a body of no length has a limit", async ({
  request,
}) => {
  const forged = await request.post("/api/auth/callback/credentials", {
    headers: { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    form: { email: owner.email, password: owner.password },
  });
  expect(forged.status()).toBe(403);
  const large = await request.post("/api/auth/callback/credentials", {
    headers: { origin: product.origin },
    form: { email: "e".repeat(20_000), password: "" },
  });
  expect(large.status()).toBe(413);
});
