import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { reserveSpend } from "@/lib/domains/usage/budget-service";
import { readUsage } from "@/lib/domains/usage/service";
import { env } from "@/lib/env";
import { withTenant } from "@/lib/platform/db/transaction";
import { startEmbeddings, TOKENS_OF_A_CALL } from "@/lib/testing/embeddings";
import type { HttpReceiver } from "@/lib/testing/http-receiver";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import type { TenantContext } from "@/lib/tenancy/context";
import { embedBatch } from "./ingestion/embed-service";
import { retrievePassages } from "./search-service";

const PRICE = 3;
const COST = TOKENS_OF_A_CALL * PRICE;

let embeddings: HttpReceiver;
let context: TenantContext;

beforeAll(async () => {
  embeddings = await startEmbeddings();
  vi.stubEnv("EMBEDDINGS_BASE_URL", `${embeddings.url}/v1`);
  vi.stubEnv("EMBEDDINGS_MODEL", "priced");
  vi.stubEnv("EMBEDDINGS_PRICE", String(PRICE));
  // Read once and kept; the stubs themselves end with the first test.
  env();
});
afterAll(() => embeddings.stop());
beforeEach(async () => {
  context = await newOrganization();
});

const { signal } = new AbortController();
const ask = () => retrievePassages(context, "When do you open in the morning?", signal);

async function embedOne(): Promise<void> {
  const body = "We open at seven in the morning.";
  const { jobId } = await addIndexed(context, [textOf("Guide", body)]);
  expect(await embedBatch({ ...context, jobId, round: 1 }, signal)).toBe(0);
}

const CALL = {
  model: "priced",
  inputTokens: TOKENS_OF_A_CALL,
  outputTokens: 0,
  costMicros: COST,
};

test("a batch of documents and a question are calls with tokens, cost and trace id, of their organization alone", async () => {
  const { traceId } = context;
  const other = await newOrganization();
  await embedOne();
  expect((await readUsage(context)).calls).toEqual([expect.objectContaining({ ...CALL, traceId })]);
  await ask();
  const usage = await readUsage(context);
  expect(usage.calls).toEqual([
    expect.objectContaining({ ...CALL, traceId }),
    expect.objectContaining({ ...CALL, traceId }),
  ]);
  expect(usage.today).toMatchObject({ spentMicros: 2 * COST, reservedMicros: 0 });
  expect(usage.byModel).toMatchObject([{ model: "priced", calls: 2, costMicros: 2 * COST }]);
  expect(await readUsage(other)).toMatchObject({ calls: [], today: { spentMicros: 0 } });
});

test("questions at once lose none of what they cost", async () => {
  await Promise.all(Array.from({ length: 20 }, ask));
  const { calls, today } = await readUsage(context);
  expect(calls).toHaveLength(20);
  expect(today.spentMicros).toBe(20 * COST);
});

test("a budget that they have used up stops answers by a model, and neither search nor indexing", async () => {
  const { organizationId } = context;
  await withTenant(context, (tx) =>
    tx.organization.updateMany({
      where: { id: organizationId },
      data: { dailyBudgetMicros: COST },
    }),
  );
  await embedOne();
  expect(await reserveSpend(context, "chat", 1n)).toBeUndefined();
  await embedOne();
  expect((await ask()).passages).not.toHaveLength(0);
  expect((await readUsage(context)).today.spentMicros).toBe(3 * COST);
});

test("a call that is refused costs nothing, and one whose tokens nobody counts an estimate", async () => {
  const { answers } = embeddings;
  embeddings.answers = (response) => response.writeHead(400).end("{}");
  await ask();
  expect((await readUsage(context)).calls).toEqual([]);
  embeddings.answers = (response) => {
    const data = [{ object: "embedding", index: 0, embedding: new Array(512).fill(0.04) }];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
  };
  await ask();
  embeddings.answers = answers;
  expect((await readUsage(context)).calls).toEqual([
    expect.objectContaining({ inputTokens: 16, costMicros: 16 * PRICE }),
  ]);
});
