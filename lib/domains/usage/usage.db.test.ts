import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { GET } from "@/app/api/v1/usage/route";
import { reserveSpend, settleSpend } from "./budget-service";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { addParty } from "@/lib/testing/attacks/parties";
import { openBakery, QUESTION } from "@/lib/testing/bakery";
import { callRoute } from "@/lib/testing/call-route";
import { chatOf } from "@/lib/testing/chat";
import { startModel, type ModelStandIn } from "@/lib/testing/model";
import { usageView } from "./schema";
import { readUsage } from "./service";

let model: ModelStandIn;
let context: TenantContext;

beforeAll(async () => {
  model = await startModel({ silenceSeconds: 5 });
});
afterAll(() => model.stop());
beforeEach(async () => {
  model.reset();
  context = await openBakery();
});

const dayBefore = (days: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days));
};

async function addCall(name: string, daysAgo: number, costMicros: bigint): Promise<void> {
  const usage = { inputTokens: 100, outputTokens: 10, costMicros, settledAt: new Date() };
  const { traceId } = context;
  await withTenant(context, (tx) =>
    tx.modelCall.create({
      data: {
        ...ownedBy(context),
        ...{ id: newId(), day: dayBefore(daysAgo), model: name, reservedMicros: 0n, traceId },
        ...usage,
      },
    }),
  );
}

test("an organization that asked no model has spent nothing, on each of 30 days", async () => {
  const usage = await readUsage(context);
  expect(usageView.parse(usage)).toEqual(usage);
  expect(usage.today).toMatchObject({ spentMicros: 0, reservedMicros: 0, budgetMicros: 5_000_000 });
  expect(usage.byDay).toHaveLength(30);
  expect(usage.byDay.at(-1)?.day).toBe(usage.today.day);
  expect(usage).toMatchObject({ byModel: [], calls: [], last30Days: { calls: 0, costMicros: 0 } });
});

test("an answer of a model is a call with its tokens, its cost and its trace id", async () => {
  model.answers("We open at seven in the morning [1].");
  const chat = await chatOf(context);
  await chat.answerOf(QUESTION);
  const { calls, today, last30Days } = await readUsage(context);
  const [call] = calls;
  expect(calls).toHaveLength(1);
  expect(call).toMatchObject({ model: "gpt-stand-in" });
  expect(call?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(call?.inputTokens).toBeGreaterThan(0);
  expect(call?.costMicros).toBeGreaterThan(0);
  expect(today).toMatchObject({ spentMicros: call?.costMicros, reservedMicros: 0 });
  expect(last30Days.costMicros).toBe(call?.costMicros);
});

test("sums are by day and by model, of 30 days and no more", async () => {
  await addCall("small", 0, 5n);
  await addCall("small", 29, 7n);
  await addCall("large", 1, 100n);
  await addCall("large", 30, 1_000n);
  const { byDay, byModel, last30Days, calls } = await readUsage(context);
  expect(byDay.filter((day) => day.calls > 0).map(({ costMicros }) => costMicros)).toEqual([
    7, 100, 5,
  ]);
  expect(byDay[0]).toMatchObject({ costMicros: 7 });
  expect(byModel).toEqual([
    { model: "large", calls: 1, inputTokens: 100, outputTokens: 10, costMicros: 100 },
    { model: "small", calls: 2, inputTokens: 200, outputTokens: 20, costMicros: 12 },
  ]);
  expect(last30Days).toEqual({ calls: 3, inputTokens: 300, outputTokens: 30, costMicros: 112 });
  expect(calls.map(({ model }) => model)).toEqual(["small", "large", "small"]);
});

test("a call under way has set its most aside and costs nothing yet", async () => {
  const reservation = await reserveSpend(context, "slow", 900n);
  expect(await readUsage(context)).toMatchObject({
    today: { spentMicros: 0, reservedMicros: 900 },
    calls: [{ model: "slow", inputTokens: null, outputTokens: null, costMicros: null }],
  });
  const usage = { costMicros: 400n, inputTokens: 3, outputTokens: 4 };
  await settleSpend(context, reservation!, usage);
  expect(await readUsage(context)).toMatchObject({
    today: { spentMicros: 400, reservedMicros: 0 },
    calls: [{ costMicros: 400 }],
  });
});

test("the API tells it to an owner, and only of the own organization", async () => {
  const [mine, other] = [await addParty(), await addParty()];
  const headers = { cookie: mine.sessions.owner };
  const { status, body, text } = await callRoute(GET, { headers });
  expect(status).toBe(200);
  expect(usageView.parse(body).calls).toMatchObject([{ model: `${mine.canary} model` }]);
  expect(text).not.toContain(other.canary);
});
