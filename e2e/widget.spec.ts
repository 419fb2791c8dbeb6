import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { expect } from "@playwright/test";
import { readDemo } from "./fixtures/demo";
import { MADE_BY_PAYLOADS, PAYLOADS } from "./fixtures/payloads";
import {
  ask,
  expectTaken,
  keptBy,
  openWidget,
  panelOf,
  productUrl,
  siteUrl,
  test,
} from "./fixtures/visitor";

// What is on its way through a route of a journey's own when it ends is nobody's any more.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

// A visitor's address has 20 questions a minute, so these journeys ask no more than 16 in all.

test.beforeAll("the demo's knowledge is indexed", async ({ playwright }) => {
  const { secretKey = "" } = readDemo().tenants[0] ?? {};
  const request = await playwright.request.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${secretKey}` },
  });
  const unfinished = async () => {
    const response = await request.get(`${productUrl}/api/v1/documents?limit=100`);
    const { documents } = (await response.json()) as { documents: { status: string }[] };
    return documents.filter(({ status }) => status !== "available").length;
  };
  await expect.poll(unfinished, { timeout: 45_000 }).toBe(0);
  await request.dispose();
});

test("questions get answers with the right sources, and an unknown thing an honest no", async ({
  page,
}) => {
  const panel = await openWidget(page);
  const cases = [
    {
      question: "What are your opening hours in summer?",
      title: "Opening hours",
      quote: "9:00 – 18:00",
    },
    {
      question: "Do you deliver rental bikes to my hotel?",
      title: "Having rental bikes delivered",
      quote: "We bring rental bikes to hotels, holiday flats, campsites and homes around Maresford",
    },
    {
      question: "How long is the guarantee on a repair?",
      title: "Guarantee on repairs",
      quote: "We guarantee our work for 6 months and new parts that we supplied for 12 months",
    },
  ];
  for (const { question, title, quote } of cases) {
    const answer = await ask(panel, question);
    await expect(answer).toHaveAttribute("data-outcome", "answered");
    const source = answer.getByRole("button", { name: title }).first();
    await source.click();
    await expect(source).toHaveAttribute("aria-expanded", "true");
    const quoted = answer.getByRole("blockquote").filter({ visible: true });
    await expect(quoted).toContainText(quote);
    await expect(quoted).not.toContainText("|");
    await expect(quoted).toBeInViewport({ ratio: 0.9 });
    await expect(answer.getByRole("link", { name: /^Open page/ })).toHaveAttribute(
      "href",
      /^https:\/\/larkspoke\.example\//,
    );
  }
  const unknown = await ask(panel, "Do you rent out kayaks or paddle boards?");
  await expect(unknown).toHaveAttribute("data-outcome", "no_answer");
  await expect(unknown).toContainText("I don't have information about that");
  await expect(unknown.getByRole("region", { name: /Source/ })).toHaveCount(0);
  expect(await keptBy(page)).toEqual([expect.stringMatching(/^frontdesk:fd_pk_/)]);
});

test("before it is opened it has asked for one script and kept nothing", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(productUrl)) asked.push(request.url());
  });
  await page.goto(siteUrl);
  await expect(page.getByRole("button", { name: "Open chat" })).toBeVisible();
  expect(asked).toEqual([`${productUrl}/widget.js`]);
  expect(await keptBy(page)).toEqual([]);
});

test("the panel's page is asked for at each opening, its files once until they change", async ({
  request,
}) => {
  const { publishableKey = "" } = readDemo().tenants[0] ?? {};
  const cached = async (path: string) => {
    const answer = await request.get(new URL(path, productUrl).href);
    expect([path, answer.status()]).toEqual([path, 200]);
    return { rule: answer.headers()["cache-control"], content: await answer.body() };
  };
  const page = await cached(`/widget/panel?key=${publishableKey}`);
  expect(page.rule).toBe("private, no-store");
  const files = [...page.content.toString().matchAll(/(?:href|src)="(\/widget\/[^"]+)"/g)];
  expect(files).toHaveLength(2);
  for (const [, path = ""] of files) {
    const { rule, content } = await cached(path);
    const version = createHash("sha256").update(content).digest("hex").slice(0, 16);
    expect(path).toMatch(new RegExp(`\\?v=${version}$`));
    expect(rule).toBe("public, max-age=31536000, immutable");
    // What a page of another deploy asks for it gets as well, but not to keep.
    const older = await cached(path.replace(version, "0".repeat(16)));
    expect(older.content.equals(content)).toBe(true);
    expect(older.rule).toContain("max-age=0");
  }
});

test("by keyboard alone a visitor opens, asks, reads a source, closes and goes on", async ({
  page,
}) => {
  const question = "Is there a discount for school classes?";
  await page.goto(siteUrl);
  const launcher = page.getByRole("button", { name: "Open chat" });
  await expect(launcher).toBeVisible();
  const tabUntil = async (key: string, reached: () => Promise<boolean>) => {
    for (let presses = 0; presses < 60 && !(await reached()); presses += 1)
      await page.keyboard.press(key);
    expect(await reached()).toBe(true);
  };
  await tabUntil("Tab", () => launcher.evaluate((node) => node.matches(":focus")));
  await page.keyboard.press("Enter");
  const panel = panelOf(page);
  const input = panel.getByLabel("Your question");
  await expectTaken(page);

  await page.keyboard.type(question);
  await page.keyboard.press("Enter");
  const agree = panel.getByRole("button", { name: "Agree and send" });
  await tabUntil("Tab", () => agree.evaluate((node) => node.matches(":focus")));
  await page.keyboard.press("Enter");
  const answer = panel.locator("[data-outcome]");
  await expect(answer).toHaveAttribute("data-outcome", "answered");
  const source = answer.locator("button[aria-expanded]").first();
  await tabUntil("Shift+Tab", () => source.evaluate((node) => node.matches(":focus")));
  await page.keyboard.press("Enter");
  await expect(answer.getByRole("blockquote").filter({ visible: true })).toHaveCount(1);

  await page.keyboard.press("Escape");
  await expect(launcher).toBeFocused();
  await expect(page.locator("frontdesk-widget iframe")).toBeHidden();

  await page.keyboard.press("Enter");
  await expect(input).toBeFocused();
  await expect(panel.getByText(question)).toHaveCount(1);
  await expect(answer).toBeVisible();
});

test("a question whose connection breaks on the way is answered once", async ({ page }) => {
  const panel = await openWidget(page);
  const sent: { id: string; from: string | undefined }[] = [];
  const answered: string[] = [];
  await page.route("**/api/v1/chat", async (route) => {
    const request = route.request();
    const { clientMessageId } = request.postDataJSON() as { clientMessageId: string };
    sent.push({ id: clientMessageId, from: request.headers()["last-event-id"] });
    // Lost before it arrived; then the answer lost; then the answer cut after its first words.
    if (sent.length === 1) return route.abort("connectionreset");
    const response = await route.fetch();
    const body = await response.text();
    answered.push(/"messageId":"([^"]+)"/.exec(body)?.[1] ?? body);
    if (sent.length === 2) return route.abort("connectionreset");
    if (sent.length > 3) return route.fulfill({ response });
    const firstToken = body.indexOf("\n\n", body.indexOf("event: token")) + 2;
    return route.fulfill({ response, body: body.slice(0, firstToken) });
  });
  const question = "How long is the guarantee on a repair?";
  const answer = await ask(panel, question);
  await expect(answer).toHaveAttribute("data-outcome", "answered");

  expect(sent).toHaveLength(4);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(sent[0]?.from).toBeUndefined();
  expect(sent[3]?.from).toMatch(/\S/);
  expect(answered).toHaveLength(3);
  expect(new Set(answered).size).toBe(1);
  await expect(panel.getByRole("listitem").filter({ hasText: question })).toHaveCount(1);
  await expect(panel.locator("[data-outcome]")).toHaveCount(1);
  const text = await answer.locator(":scope > .answer-text").innerText();
  expect(text.split("We guarantee our work for 6 months")).toHaveLength(2);
});

test("what is asked while offline is sent when the connection is back", async ({
  page,
  context,
}) => {
  const panel = await openWidget(page);
  await context.setOffline(true);
  await expect(panel.getByText(/^You are offline/)).toBeVisible();
  const answer = await ask(panel, "May I return a helmet that I bought?");
  await expect(answer).toContainText("Will be sent when you are online again");
  await context.setOffline(false);
  await expect(answer).toHaveAttribute("data-outcome", "answered");
  await expect(panel.getByText(/^You are offline/)).toHaveCount(0);
  await expect(panel.getByText("May I return a helmet that I bought?")).toHaveCount(1);
  await expect(panel.locator("[data-outcome]")).toHaveCount(1);
});

test("the German page has a German chat, and a German question an answer from a German document", async ({
  page,
}) => {
  const panel = await openWidget(page, "/de", "Chat öffnen");
  await expect(panel.getByRole("textbox", { name: "Ihre Frage" })).toBeFocused();
  await expect(panel.locator("html")).toHaveAttribute("lang", "de");
  const answer = await ask(panel, "Wie hoch ist die Kaution für E-Mountainbikes?");
  await expect(answer).toHaveAttribute("data-outcome", "answered");
  await expect(
    answer.getByRole("button", { name: "Mietpreise für Fahrräder und E-Bikes" }),
  ).not.toHaveCount(0);
  await expect(answer).toContainText("£250 für E-Mountainbikes");
});

test("a page that the owner did not allow gets a refusal instead of the chat", async ({ page }) => {
  const key = readDemo().tenants[0]?.publishableKey;
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><html lang="en"><title>Elsewhere</title><script src="${productUrl}/widget.js" data-key="${key}" async></script>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port");
    await page.goto(`http://localhost:${address.port}/`);
    await page.getByRole("button", { name: "Open chat" }).click();
    const refusal = page.getByRole("alert");
    await expect(refusal).toContainText("The chat is not available on this page.");
    await expect(page.locator("frontdesk-widget iframe")).toHaveCount(0);
    await refusal.getByRole("button", { name: "Close chat" }).click();
    await expect(page.getByRole("button", { name: "Open chat" })).toBeFocused();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("markup in a visitor's message is only ever text", async ({ page }) => {
  const panel = await openWidget(page);
  for (let start = 0; start < PAYLOADS.length; start += 13) {
    const message = PAYLOADS.slice(start, start + 13).join("\n");
    const answer = await ask(panel, message);
    await expect(answer).toHaveAttribute("data-outcome", /./);
    const shown = await panel.locator(".visitor .bubble").last().textContent();
    expect(shown).toBe(message);
  }
  await expect(panel.locator(MADE_BY_PAYLOADS)).toHaveCount(0);
});

test("markup in a document is only ever text, in its title, quote and answer", async ({ page }) => {
  const demo = readDemo();
  const headers = { authorization: `Bearer ${demo.tenants[0]?.secretKey}` };
  const documents = `${productUrl}/api/v1/documents`;
  const name = `Quillfeather${randomUUID().slice(0, 8)}`;
  const title = `${name} <img src=x onerror=alert(30)>`;
  const text = `The ${name} saddle costs £77 and comes with ${PAYLOADS.join(" ")} in the box.`;
  const refused = await page.request.post(documents, {
    headers,
    data: { title, text, url: "javascript:alert(31)" },
  });
  expect(refused.status()).toBe(422);
  const added = await page.request.post(documents, { headers, data: { title, text } });
  expect(added.status()).toBe(202);
  const { id } = (await added.json()) as { id: string };
  const document = `${documents}/${id}`;
  try {
    await expect
      .poll(async () => {
        const response = await page.request.get(document, { headers });
        return ((await response.json()) as { status: string }).status;
      })
      .toBe("available");
    const panel = await openWidget(page);
    const answer = await ask(panel, `How much does the ${name} saddle cost?`);
    await expect(answer).toHaveAttribute("data-outcome", "answered");
    const source = answer.getByRole("button", { name: title }).first();
    await source.click();
    await expect(answer).toContainText("<script>alert(1)</script>");
    await expect(panel.locator(MADE_BY_PAYLOADS)).toHaveCount(0);
  } finally {
    expect((await page.request.delete(document, { headers })).status()).toBe(204);
  }
});
