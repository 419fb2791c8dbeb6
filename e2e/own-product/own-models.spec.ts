import { expect, test, type FrameLocator, type Page } from "@playwright/test";
import { ModelServer } from "../fixtures/model-server";
import { OwnProduct } from "../fixtures/own-product";

let models: ModelServer;
let product: OwnProduct;

test.describe.configure({ mode: "serial", timeout: 180_000 });

test.beforeAll(async () => {
  models = await ModelServer.start();
  product = await OwnProduct.make({
    OPENAI_BASE_URL: `${models.url}/chat/v1`,
    OPENAI_API_KEY: "chat-key",
    CHAT_MODEL: "own-chat",
    CHAT_PRICE_INPUT: "0.25",
    CHAT_PRICE_OUTPUT: "2",
    EMBEDDINGS_BASE_URL: `${models.url}/embeddings/v1`,
    EMBEDDINGS_API_KEY: "embeddings-key",
    EMBEDDINGS_MODEL: "own-embeddings",
  });
  await product.start();
});

test.afterAll(async () => {
  await product.remove();
  models.stop();
});

const ask = (message: string) => product.request("/api/v1/chat", { message, stream: true });

/** Opens the widget on the demo's site, and sends its first question. */
async function askInWidget(page: Page, question: string): Promise<FrameLocator> {
  await page.goto(product.siteUrl);
  await page.getByRole("button", { name: "Open chat" }).click();
  const panel = page.frameLocator("frontdesk-widget iframe");
  await panel.getByRole("textbox").fill(question);
  await panel.getByRole("textbox").press("Enter");
  await panel.getByRole("button", { name: "Agree and send" }).click();
  return panel;
}

test("the operator's own models are used, each at its address with its key and name", async () => {
  expect(product.printed).toMatch(/Embeddings +the server of EMBEDDINGS_BASE_URL/);
  expect(product.printed).toMatch(/Chat model +own-chat/);
  // The demo's documents are indexed after the start.
  await expect(async () => {
    const told = await (await ask("What is the weekly price of a cargo e-bike?")).text();
    expect(told).toContain("event: token");
    expect(told).toContain("The stand-in says so");
  }).toPass({ timeout: 60_000, intervals: [500] });
  expect(models.calls).toContainEqual({
    path: "/chat/v1/chat/completions",
    key: "Bearer chat-key",
    model: "own-chat",
    stream: true,
  });
  const embeddings = () => models.calls.filter(({ path }) => path !== "/chat/v1/chat/completions");
  // A document is found by its words before its vectors are made.
  await expect.poll(() => embeddings().length, { timeout: 60_000 }).toBeGreaterThan(1);
  for (const call of embeddings()) {
    expect(call).toEqual({
      path: "/embeddings/v1/embeddings",
      key: "Bearer embeddings-key",
      model: "own-embeddings",
      dimensions: 512,
    });
  }
});

test("the owner reads what an answer has cost, by the trace id that it came with", async ({
  page,
}) => {
  const answer = await ask("What is the weekly price of a cargo e-bike?");
  expect(await answer.text()).toContain('"answerer":"model"');
  const { owner, tenants } = product.demo();
  await page.goto(`${product.url}/sign-in?callbackUrl=/${tenants[0]?.organizationSlug}/usage`);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  const rows = (list: string) =>
    page.getByRole("list", { name: list }).getByRole("listitem").filter({ hasText: "own-chat" });
  const call = rows("Last calls").filter({ hasText: answer.headers.get("x-trace-id") ?? "none" });
  await expect(call).toContainText("1,200 + 30 tokens");
  await expect(call).toContainText("$0.00036");
  await expect(rows("Models")).toContainText(/[1-9][\d,]+ tokens read · [1-9]\d+ written/);
});

test("while the model fails, visitors and the owner's programs are told that the pages are quoted", async ({
  page,
}) => {
  models.failing = true;
  const question = "What is the weekly price of a cargo e-bike?";
  const panel = await askInWidget(page, question);
  const answer = panel.locator("[data-outcome]");
  await expect(answer).toHaveAttribute("data-outcome", "answered");
  await expect(answer).toContainText("Quoted from our pages");
  await expect(answer.locator("[aria-expanded]").first()).toBeVisible();
  expect(await (await ask(question)).text()).toContain('"answerer":"extractive"');

  models.failing = false;
  expect(await (await ask(question)).text()).toContain('"answerer":"model"');
});

test("a browser that goes offline in the middle of an answer gets all of it once when it is back", async ({
  page,
  context,
}) => {
  models.endless = true;
  const question = "What is the weekly price of a cargo e-bike?";
  const panel = await askInWidget(page, question);
  const answer = panel.locator(".message.assistant").last();
  await expect(answer).toContainText("And so on");
  await context.setOffline(true);
  await expect(answer).toContainText("Will be sent when you are online again");
  await expect(answer).toContainText("The stand-in says so");
  models.endless = false;
  await context.setOffline(false);
  await expect(panel.locator("[data-outcome]")).toHaveAttribute("data-outcome", "answered");
  await expect(panel.getByText(question)).toHaveCount(1);
  await expect(answer.locator(":scope > .answer-text")).toHaveText(/^The stand-in says so 1\.$/);
});

test("a stop ends a stream that would go on with an error event, within seconds", async () => {
  models.endless = true;
  const response = await ask("What is the weekly price of a trailer?");
  const since = performance.now();
  const stopped = product.stop();
  const told = await response.text();
  expect(told).toMatch(/event: error\ndata: \{"problem":\{.*"code":"unavailable".*\}\}\n\n$/);
  expect(await stopped).toBe(0);
  expect(performance.now() - since).toBeLessThan(12_000);
});
