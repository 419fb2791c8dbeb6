import { once } from "node:events";
import { createServer } from "node:net";
import { chromium, type Page } from "@playwright/test";
import lighthouse from "lighthouse";
import { readDemo, type Demo } from "../scripts/start/demo.ts";
import { findBrowser } from "../scripts/test/browser.ts";
import { startProduct } from "../scripts/test/product.ts";
import { letVisitorsAsk } from "../scripts/screenshots/visitors.ts";
import { printMachine } from "./isolation/report.ts";

// npm run bench:pages   Lighthouse (desktop, 10 Mbit/s and 40 ms applied) on the main pages of the demo, signed in: the median
// of five runs of each. About five minutes.

const RUNS = 5;
const SECTIONS = ["inbox", "knowledge", "gaps", "insights", "install"];
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function signIn(page: Page, { url, owner }: Demo): Promise<string> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/knowledge$/);
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

async function runOnce(url: string, port: number, cookie: string) {
  const result = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "error",
    onlyCategories: [...CATEGORIES],
    formFactor: "desktop",
    screenEmulation: {
      mobile: false,
      width: 1350,
      height: 940,
      deviceScaleFactor: 1,
      disabled: false,
    },
    throttlingMethod: "devtools",
    throttling: {
      rttMs: 40,
      throughputKbps: 10_240,
      requestLatencyMs: 40,
      downloadThroughputKbps: 10_240,
      uploadThroughputKbps: 10_240,
      cpuSlowdownMultiplier: 1,
    },
    extraHeaders: { Cookie: cookie },
  });
  if (!result) throw new Error(`Lighthouse told nothing of ${url}`);
  const { categories, audits } = result.lhr;
  return {
    scores: CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100)),
    largestMs: audits["largest-contentful-paint"]?.numericValue ?? 0,
    blockedMs: audits["total-blocking-time"]?.numericValue ?? 0,
    shift: audits["cumulative-layout-shift"]?.numericValue ?? 0,
    bytes: audits["total-byte-weight"]?.numericValue ?? 0,
    failed: Object.values(audits)
      .filter(
        ({ score, scoreDisplayMode }) =>
          score !== null && score < 0.9 && scoreDisplayMode === "binary",
      )
      .map(({ id }) => id),
  };
}

const product = await startProduct();
const port = await freePort();
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--no-sandbox", `--remote-debugging-port=${port}`],
});
try {
  const demo = readDemo(product.dataFolder);
  if (!demo) throw new Error("The demo was not set up.");
  await letVisitorsAsk(demo);
  const cookie = await signIn(await browser.newPage(), demo);
  printMachine();
  console.log(
    `median of ${RUNS}: ${CATEGORIES.join(", ")}; largest paint, blocked, layout shift, bytes`,
  );
  for (const section of SECTIONS) {
    const url = `${demo.url}/${demo.tenants[0]?.organizationSlug}/${section}`;
    const runs: Awaited<ReturnType<typeof runOnce>>[] = [];
    for (let run = 1; run <= RUNS; run += 1) runs.push(await runOnce(url, port, cookie));
    const scores = CATEGORIES.map((_, at) => median(runs.map(({ scores }) => scores[at] ?? 0)));
    const of = (name: "largestMs" | "blockedMs" | "shift" | "bytes") =>
      median(runs.map((run) => run[name]));
    const figures = `${Math.round(of("largestMs"))} ms, ${Math.round(of("blockedMs"))} ms, ${of("shift").toFixed(3)}, ${Math.round(of("bytes") / 1024)} KB`;
    const failed = [...new Set(runs.flatMap((run) => run.failed))].join(" ");
    console.log(
      `${section.padEnd(12)} ${scores.join(", ")}; ${figures}${failed && `; fails ${failed}`}`,
    );
  }
} finally {
  await browser.close();
  await product.stop();
}
