import { setTimeout as wait } from "node:timers/promises";
import type { Demo } from "../start/demo.ts";

const QUESTIONS = [
  "How long is the guarantee on a repair?",
  "What is the weekly price of a cargo e-bike?",
  "Do you deliver rented bikes?",
  "When do you open on Saturdays?",
  "Can I bring my dog?",
  "Do you sell pizza?",
  "How do I book a repair?",
  "What does a new chain cost?",
];

const PATIENCE_MS = 180_000;

/** Until what the demo knows can be found, by words and by meaning. */
async function untilIndexed(url: string, secretKey: string): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(`${url}/api/v1/documents?limit=100`, {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    const { documents } = (await response.json()) as {
      documents: { status: string; vectors: string }[];
    };
    const left = documents.filter(
      ({ status, vectors }) => status !== "available" || vectors !== "complete",
    );
    if (left.length === 0) return;
    if (Date.now() > giveUpAt) throw new Error(`${left.length} documents are not indexed.`);
    await wait(500);
  }
}

/** Has visitors ask what visitors ask, so that the pages have something to show. */
export async function letVisitorsAsk({ url, siteUrl, tenants }: Demo): Promise<void> {
  const [tenant] = tenants;
  if (!tenant) throw new Error("The demo has no tenant.");
  const key = tenant.publishableKey;
  await untilIndexed(url, tenant.secretKey);
  for (const message of QUESTIONS) {
    const response = await fetch(`${url}/api/v1/chat`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        origin: siteUrl,
      },
      body: JSON.stringify({ message, pageUrl: `${siteUrl}/`, language: "en" }),
    });
    if (!response.ok) throw new Error(`A visitor was answered ${response.status}.`);
  }
}
