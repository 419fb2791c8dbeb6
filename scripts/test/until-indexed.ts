import { setTimeout as wait } from "node:timers/promises";

const PATIENCE_MS = 180_000;

/** Until what an organization knows can be found, by words and by meaning: until then the product has work to do. */
export async function untilIndexed(url: string, secretKey: string): Promise<void> {
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
