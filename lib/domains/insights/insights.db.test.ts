import { beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { addKey } from "@/lib/testing/keys";
import { newOrganization } from "@/lib/testing/knowledge";
import { beginOf, lastDays } from "./days";
import { readInsights } from "./service";

const BERLIN = { days: 7, timeZone: "Europe/Berlin" } as const;
let context: TenantContext;
let apiKeyId: string;

beforeEach(async () => {
  context = await newOrganization();
  apiKeyId = (await addKey(context, { kind: "publishable" })).id;
});

/** A question of some days ago, half an hour after midnight in Berlin, with its answer. */
async function asked(daysAgo: number, answer: object, key: string | null = apiKeyId) {
  const day = lastDays(BERLIN.timeZone, daysAgo + 1, new Date())[0]!;
  const createdAt = new Date(beginOf(day, BERLIN.timeZone).getTime() + 30 * 60_000);
  const conversationId = newId();
  const [questionId, answerId] = [newId(), newId()];
  await withTenant(context, async (tx) => {
    const base = { ...ownedBy(context), createdAt };
    await tx.conversation.createMany({ data: { ...base, id: conversationId, apiKeyId: key } });
    await tx.message.createMany({
      data: [
        { ...base, id: questionId, conversationId, role: "visitor", text: "Why?" },
        {
          ...base,
          id: answerId,
          conversationId,
          role: "assistant",
          text: "Because.",
          replyToId: questionId,
          ...answer,
        },
      ],
    });
  });
  return { conversationId, createdAt };
}

test("a question counts on its day of the reader's time zone, and what members try not at all", async () => {
  await asked(1, { outcome: "answered", firstWordMs: 400, rating: "up" });
  await asked(1, { outcome: "no_answer", firstWordMs: 800, rating: "down" });
  await asked(2, { outcome: "answered", firstWordMs: 600 });
  await asked(1, { outcome: "answered" }, null);
  await asked(9, { outcome: "answered" });
  const view = await readInsights(context, BERLIN);
  expect(view.total).toMatchObject({
    conversations: 3,
    questions: 3,
    answered: 2,
    unanswered: 1,
    helpful: 1,
    unhelpful: 1,
  });
  expect(view.before).toMatchObject({ conversations: 1, answered: 1 });
  expect(view.byDay.map(({ questions }) => questions)).toEqual([0, 0, 0, 0, 1, 2, 0]);
  expect(view.byHour.map(({ hour }) => hour)).toEqual(view.byHour.map(() => 0));
  expect(view.firstWordMs).toEqual({ p50: 600, p95: 780 });
  // The evening before, for who reads it in London.
  const london = await readInsights(context, { days: 7, timeZone: "Europe/London" });
  expect(london.byHour.map(({ hour }) => hour)).toEqual(london.byHour.map(() => 23));
});

test("an answer that was withdrawn or cut off is no answer", async () => {
  await asked(1, { state: "withdrawn" });
  await asked(1, { state: "partial", outcome: "answered" });
  expect((await readInsights(context, BERLIN)).total).toMatchObject({ questions: 2, answered: 0 });
});

test("handoffs and leads count, and costs for who may see them", async () => {
  const { conversationId } = await asked(1, { outcome: "no_answer" });
  const owned = { ...ownedBy(context), conversationId };
  await withTenant(context, async (tx) => {
    await tx.handoff.createMany({ data: { ...owned, id: newId(), reason: "visitor_asked" } });
    await tx.lead.createMany({
      data: {
        ...owned,
        id: newId(),
        clientLeadId: newId(),
        name: "Kim",
        email: "kim@corner.example",
        message: "Call me",
      },
    });
  });
  const view = await readInsights(context, BERLIN);
  expect(view).toMatchObject({ total: { handoffs: 1, leads: 1 }, costMicros: 0 });
  const member = { ...context, permissions: new Set(["conversations:read"] as const) };
  expect((await readInsights(member, BERLIN)).costMicros).toBeNull();
});

test("another organization's questions are not in it", async () => {
  await asked(1, { outcome: "answered" });
  const other = await newOrganization();
  expect((await readInsights(other, BERLIN)).total.questions).toBe(0);
});
