import { beforeEach, describe, expect, it } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { openBakery, QUESTION } from "@/lib/testing/bakery";
import { askEach, gapsOf, sortAll } from "@/lib/testing/quality";
import { sortBatch } from "./cluster-service";
import { publishAnswer } from "./service";

let context: TenantContext;

beforeEach(async () => {
  context = await openBakery();
});

const SCOOTERS = ["Do you repair electric scooters?", "Can you fix an electric scooter?"];

describe("questions that were not answered", () => {
  it("join a gap when they mean the same, and the most asked gap comes first", async () => {
    await askEach(context, [
      "Are dogs allowed?",
      ...SCOOTERS,
      "Can electric scooters be repaired?",
    ]);
    await sortAll(context);
    const gaps = await gapsOf(context);
    expect(gaps.map(({ conversations, questions }) => [conversations, questions])).toEqual([
      [3, 3],
      [1, 1],
    ]);
    expect(gaps[0]?.title).toContain("electric scooter");
    expect(gaps[1]?.title).toBe("Are dogs allowed?");
  });

  it("count once however often and by however many runs at once they are sorted", async () => {
    await askEach(context, [...SCOOTERS, "Are dogs allowed?"]);
    const job = { ...context, jobId: crypto.randomUUID(), round: 1 };
    const { signal } = new AbortController();
    await Promise.all([sortBatch(job, signal), sortBatch(job, signal), sortBatch(job, signal)]);
    expect(await withTenant(context, (tx) => tx.knowledgeGap.count())).toBe(2);
    await sortAll(context);
    const gaps = await gapsOf(context);
    expect(gaps.map(({ questions }) => questions)).toEqual([2, 1]);
    const later = await askEach(context, ["Is an electric scooter something you repair?"]);
    await sortAll(context);
    expect((await gapsOf(context)).map(({ questions }) => questions)).toEqual([3, 1]);
    expect(later).toHaveLength(1);
  });

  it("are left out when they were answered, ask nothing or are a member's own try", async () => {
    await askEach(context, [QUESTION, "Hello!"]);
    await withTenant(context, (tx) => tx.conversation.updateMany({ data: { apiKeyId: null } }));
    await askEach(context, ["Hello!"]);
    const [tried] = await askEach(context, ["Are dogs allowed?"]);
    await withTenant(context, (tx) =>
      tx.conversation.updateMany({ where: { id: tried! }, data: { apiKeyId: null } }),
    );
    await sortAll(context);
    expect(await gapsOf(context)).toEqual([]);
  });

  it("are found too when their answer was rated down, until the rating is taken back", async () => {
    const [conversationId] = await askEach(context, [QUESTION]);
    const rate = (rating: "up" | "down") =>
      withTenant(context, (tx) =>
        tx.message.updateMany({
          where: { conversationId: conversationId!, role: "assistant" },
          data: { rating },
        }),
      );
    await rate("down");
    await sortAll(context);
    expect(await gapsOf(context)).toMatchObject([{ title: QUESTION, disliked: 1 }]);
    await rate("up");
    await sortAll(context);
    expect(await gapsOf(context)).toEqual([]);
  });

  it("go with their conversation, and their gap with the last of them", async () => {
    const ids = await askEach(context, SCOOTERS);
    await sortAll(context);
    const remove = (id: string) =>
      withTenant(context, (tx) => tx.conversation.deleteMany({ where: { id } }));
    await remove(ids[0]!);
    expect(await gapsOf(context)).toMatchObject([{ title: SCOOTERS[1], conversations: 1 }]);
    await remove(ids[1]!);
    expect(await gapsOf(context)).toEqual([]);
    await sortAll(context);
    expect(await withTenant(context, (tx) => tx.knowledgeGap.count())).toBe(0);
  });

  it("stay in their own organization", async () => {
    const other = await openBakery();
    await askEach(other, SCOOTERS);
    await askEach(context, SCOOTERS);
    await sortAll(context);
    expect(await gapsOf(other)).toEqual([]);
    await sortAll(other);
    expect(await gapsOf(other)).toMatchObject([{ conversations: 2 }]);
    expect(await gapsOf(context)).toMatchObject([{ conversations: 2 }]);
  });

  it("open an answered gap again when they come after the answer, and not when they came before", async () => {
    await askEach(context, SCOOTERS.slice(0, 1));
    await sortAll(context);
    const [gap] = await gapsOf(context);
    const unsorted = await askEach(context, SCOOTERS.slice(1));
    const answer = { question: SCOOTERS[0]!, answer: "No, we only bake.", alternatives: [] };
    await publishAnswer(context, { id: gap!.id, ...answer });
    await sortAll(context);
    expect(unsorted).toHaveLength(1);
    expect(await gapsOf(context)).toEqual([]);
    expect(await gapsOf(context, "answered")).toMatchObject([{ id: gap!.id, conversations: 2 }]);
    await askEach(context, ["Could you fix my electric scooter?"]);
    await sortAll(context);
    const [reopened] = await gapsOf(context);
    expect(reopened).toMatchObject({ id: gap!.id, conversations: 3 });
    expect(reopened?.answered?.documentTitle).toBe(SCOOTERS[0]);
  });
});
