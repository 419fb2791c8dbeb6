import { beforeAll, describe, expect, it } from "vitest";
import type { TenantContext } from "@/lib/tenancy/context";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { retrievePassages, searchKnowledge } from "../search-service";
import { explainDocument } from "./explain-service";
import { readPassages } from "./service";

const { signal } = new AbortController();
const QUESTION = "When does the garage close?";

let context: TenantContext;
let garage: string;
let menu: string;
beforeAll(async () => {
  context = await newOrganization();
  const { ids } = await addIndexed(context, [
    textOf("Garage", "Our garage has room for 12 cars. The garage closes at midnight."),
    textOf("Menu", "The soup of the day costs 6 euros and comes with bread."),
    textOf("Workshop", "The workshop closes at noon. It repairs bicycles."),
    ...Array.from({ length: 12 }, (_, at) =>
      textOf(`Notice ${at}`, `Notice ${at}: the garage of house ${at} closes early.`),
    ),
  ]);
  [garage, menu] = ids as [string, string];
});

describe("an explanation", () => {
  it.each([
    ["How many cars does the garage have room for?", true],
    [QUESTION, false],
  ])(
    "of %s has the ranks, scores and confidence of the search that answers",
    async (question, isAnswerable) => {
      const found = await retrievePassages(context, question, signal);
      const searched = await searchKnowledge(context, { query: question, limit: 50 }, signal);
      const explained = await explainDocument(context, garage, question, signal);
      expect(found.answerable).toBe(isAnswerable);
      expect(explained.confidence).toBe(found.confidence);
      expect(explained.isAnswerable).toBe(found.answerable);
      expect(explained.passages.length).toBeGreaterThan(3);
      for (const { chunkId, rank, score, isRead } of explained.passages) {
        if (rank === null) continue;
        expect(searched.results[rank - 1]).toMatchObject({ chunkId, score });
        const handedOn = found.passages.some((passage) => passage.chunkId === chunkId);
        expect(isRead).toBe(isAnswerable && handedOn);
      }
    },
  );

  it("is made of parts that add up to the scores", async () => {
    const { passages } = await explainDocument(context, garage, QUESTION, signal);
    for (const { words, fusion, score } of passages) {
      if (!words || !fusion || score === null) continue;
      expect(words.terms.reduce((sum, term) => sum + term.score, 0)).toBeCloseTo(words.score, 9);
      const { meaning, run } = fusion;
      expect((fusion.words + meaning + run) * (fusion.isForeign ? 0.75 : 1)).toBeCloseTo(score, 9);
    }
  });

  it("names the words of the question as it writes them, and what of the passage answers", async () => {
    const { passages, terms } = await explainDocument(context, garage, QUESTION, signal);
    const own = passages.find(({ isOwn }) => isOwn);
    expect(own).toMatchObject({ rank: 1, sentence: "The garage closes at midnight." });
    const matched = own!.words!.terms.filter(({ score }) => score > 0);
    expect(matched).toContainEqual(expect.objectContaining({ words: "garage", kind: "content" }));
    expect(matched).toContainEqual(expect.objectContaining({ words: "close", kind: "content" }));
    expect(terms).toContainEqual({ words: "close", passages: 14 });
  });

  it("shows what is not found, beside what is found in its place", async () => {
    const { passages } = await explainDocument(context, menu, QUESTION, signal);
    expect(passages.filter(({ isOwn }) => isOwn)).toMatchObject([
      { documentId: menu, rank: null, isRead: false, words: null },
    ]);
    const others = passages.filter(({ isOwn }) => !isOwn);
    expect(others).toHaveLength(5);
    expect(others[0]).toMatchObject({ documentId: garage, rank: 1 });
  });

  it("says that nothing is read where nothing is sure enough", async () => {
    const explained = await explainDocument(context, garage, "Do you sell airline cars?", signal);
    expect(explained.isAnswerable).toBe(false);
    expect(explained.passages.every(({ isRead }) => !isRead)).toBe(true);
  });

  it("of another organization's document is refused, and shows none of its passages", async () => {
    const stranger = await newOrganization();
    const own = await addIndexed(stranger, [textOf("Garage", "Another garage closes at ten.")]);
    await expect(explainDocument(stranger, garage, QUESTION, signal)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(readPassages(stranger, garage, { limit: 20 })).rejects.toMatchObject({
      code: "not_found",
    });
    const explained = await explainDocument(stranger, own.ids[0]!, QUESTION, signal);
    expect(explained.passages.map(({ documentId }) => documentId)).toEqual(own.ids);
  });
});

describe("the passages of a document", () => {
  it("come in their order, in pages, with their place in the text", async () => {
    const text = Array.from(
      { length: 6 },
      (_, at) => `# Part ${at}\n\n${`Sentence of part ${at}. `.repeat(60)}`,
    ).join("\n\n");
    const { ids } = await addIndexed(context, [textOf("Handbook", text)]);
    const seen: number[] = [];
    let cursor: number | undefined;
    do {
      const page = await readPassages(context, ids[0]!, { limit: 4, cursor });
      expect(page.total).toBe(6);
      for (const passage of page.passages) {
        expect(text.slice(passage.start, passage.end).trim()).toBe(passage.text.trim());
        expect(passage).toMatchObject({ heading: /^.*Part/, windows: expect.any(Number) });
        seen.push(passage.position);
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(seen.map((_, at) => at + 1));
  });
});
