import type { Demo } from "../start/demo.ts";
import { untilIndexed } from "../test/until-indexed.ts";

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
