import { beforeEach, describe, expect, it } from "vitest";
import { tryQuestion } from "@/lib/domains/chat/trial-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { openBakery, QUESTION } from "@/lib/testing/bakery";
import { indexJob } from "@/lib/testing/knowledge";
import { askEach, gapsOf, sortAll } from "@/lib/testing/quality";
import { previewAnswer } from "./preview-service";
import { publishAnswer, readGap } from "./service";

const { signal } = new AbortController();
const ASKED = ["Do you repair electric scooters?", "Can you fix an electric scooter?"];

let context: TenantContext;
let gapId: string;

const answerWith = (answer: string) => ({
  ...{ id: gapId, question: ASKED[0]!, answer, alternatives: [ASKED[1]!] },
});

function rowsOfKnowledge() {
  return withTenant(context, async (tx) => [
    await tx.knowledgeDocument.count(),
    await tx.knowledgeChunk.count(),
    await tx.knowledgeWindow.count(),
    await tx.knowledgePosting.count(),
    await tx.job.count(),
    await tx.outboxEvent.count(),
  ]);
}

beforeEach(async () => {
  context = await openBakery();
  await askEach(context, [QUESTION, ...ASKED]);
  await sortAll(context);
  gapId = (await gapsOf(context))[0]!.id;
});

describe("the preview of an answer", () => {
  it("says what past questions are answered without it and with it, and publishes nothing", async () => {
    const before = await rowsOfKnowledge();
    const { rows, left } = await previewAnswer(context, answerWith("No, we only bake."), signal);
    expect(left).toBe(0);
    expect(rows.map(({ question, ofGap }) => [question, ofGap])).toEqual([
      [ASKED[1], true],
      [ASKED[0], true],
      [QUESTION, false],
    ]);
    for (const { before, after, usesFaq, changed } of rows.slice(0, 2)) {
      expect(before.outcome).toBe("no_answer");
      expect(after).toMatchObject({ outcome: "answered", sources: [ASKED[0]] });
      expect(after.text).toContain("No, we only bake.");
      expect({ usesFaq, changed }).toEqual({ usesFaq: true, changed: true });
    }
    expect(rows[2]).toMatchObject({ usesFaq: false, changed: false });
    expect(rows[2]?.after.text).toContain("opens at seven");
    expect(await rowsOfKnowledge()).toEqual(before);
    expect((await tryQuestion(context, ASKED[0]!, signal)).answer.outcome).toBe("no_answer");
  });

  it("tells what visitors are answered once it is published, also where it takes over elsewhere", async () => {
    const answer = {
      ...answerWith("At seven in the morning the bakery opens, and nothing is mended."),
      ...{ question: QUESTION, alternatives: ASKED },
    };
    const { rows } = await previewAnswer(context, answer, signal);
    const { jobId } = await publishAnswer(context, answer);
    await indexJob(context, jobId);
    for (const { question, after } of rows) {
      const { text, outcome, sources } = (await tryQuestion(context, question, signal)).answer;
      expect({ question, text, outcome }).toEqual({
        ...{ question, text: after.text, outcome: after.outcome },
      });
      expect(sources.map(({ title }) => title)).toEqual(after.sources);
    }
    expect(rows.map(({ ofGap, changed, usesFaq }) => [ofGap, changed, usesFaq])).toEqual([
      [true, true, true],
      [true, true, true],
      [false, true, true],
    ]);
  });
});

describe("publishing an answer", () => {
  it("keeps who answered when, and of two at once one does and one FAQ is made", async () => {
    const answer = answerWith("No, we only bake.");
    const results = await Promise.allSettled([
      publishAnswer(context, answer),
      publishAnswer(context, answer),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const faqs = await withTenant(context, (tx) =>
      tx.knowledgeDocument.findMany({ where: { kind: "faq" } }),
    );
    expect(faqs).toMatchObject([{ title: ASKED[0], alternatives: [ASKED[1]] }]);
    const gap = await readGap(context, gapId);
    expect(gap).toMatchObject({ status: "answered", answeredBy: "Robin Example" });
    expect(gap.answered?.documentId).toBe(faqs[0]?.id);
  });

  it("offers what members wrote to who asked, and nothing that the assistant wrote", async () => {
    const { conversationId } = (await readGap(context, gapId)).asked[0]!;
    await withTenant(context, (tx) =>
      tx.message.create({
        data: {
          ...{ tenantId: context.tenantId, organizationId: context.organizationId },
          ...{ id: crypto.randomUUID(), conversationId, role: "member" },
          ...{ text: "Sorry, we only bake.", authorName: "Robin" },
        },
      }),
    );
    const { quotes, asked } = await readGap(context, gapId);
    expect(quotes).toEqual([{ text: "Sorry, we only bake.", authorName: "Robin" }]);
    expect(asked.map(({ text }) => text)).toEqual(ASKED.toReversed());
  });
});
