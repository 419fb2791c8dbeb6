import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { openBakery, QUESTION, spendingOf } from "@/lib/testing/bakery";
import { startModel, type ModelStandIn } from "@/lib/testing/model";
import { askEach, gapsOf, sortAll } from "@/lib/testing/quality";
import { previewAnswer } from "./preview-service";

const { signal } = new AbortController();
const ASKED = Array.from(
  { length: 7 },
  (_, at) => `Do you repair electric scooters of ${2019 + at}?`,
);
const ANSWER = "We only bake and mend no scooter [1].";

let model: ModelStandIn;
let context: TenantContext;

beforeAll(async () => {
  model = await startModel({ silenceSeconds: 5 });
});
afterAll(() => model.stop());
beforeEach(async () => {
  model.reset();
  model.answers(ANSWER);
  context = await openBakery();
  await askEach(context, [QUESTION, ...ASKED]);
  await sortAll(context);
});

async function preview() {
  const [gap] = await gapsOf(context);
  const draft = { question: ASKED[0]!, answer: "No, we only bake.", alternatives: ASKED.slice(1) };
  return previewAnswer(context, { id: gap!.id, ...draft }, signal);
}

it("is written by the model that answers visitors, for a few questions, and its calls are booked", async () => {
  const calls = model.calls();
  const before = await spendingOf(context);
  const { rows, byModel } = await preview();
  expect(byModel).toBe(true);
  expect(rows.map(({ ofGap }) => ofGap)).toEqual([true, true, true, true, true, false]);
  for (const { before, after, changed } of rows.slice(0, 5)) {
    expect(before.outcome).toBe("no_answer");
    expect(after).toMatchObject({ outcome: "answered", text: ANSWER, sources: [ASKED[0]] });
    expect(changed).toBe(true);
  }
  // What it changes nothing for is asked once.
  expect(rows[5]).toMatchObject({ question: QUESTION, changed: false });
  expect(model.calls() - calls).toBe(6);
  const after = await spendingOf(context);
  expect(after.reserved).toBe(0n);
  expect(after.calls.length - before.calls.length).toBe(6);
  expect(after.spent).toBeGreaterThan(before.spent);
});

it("says of each answer that quotes stand in the model's place, once the budget is used up", async () => {
  await withTenant(context, (tx) =>
    tx.organization.updateMany({ data: { dailyBudgetMicros: 0n } }),
  );
  const { rows } = await preview();
  expect(rows[0]).toMatchObject({
    after: { outcome: "answered", text: "No, we only bake. [1]", standIn: "over_budget" },
  });
});
