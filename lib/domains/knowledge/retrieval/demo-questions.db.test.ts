import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { composeExtractiveAnswer } from "@/lib/domains/chat/answer/extractive";
import type { TenantContext } from "@/lib/tenancy/context";
import { addIndexed, newOrganization } from "@/lib/testing/knowledge";
import { readBusiness } from "@/prisma/seed/demo/read-business";
import { retrievePassages } from "../search-service";

const question = z.object({
  question: z.string(),
  /** The documents that answer it. */
  expected: z.array(z.string()),
  /** What its answer says, one of these; absent where the answerer is known to miss it (docs/retrieval.md). */
  answer: z.array(z.string()).optional(),
  /** What its first excerpt says, where a neighbour shares as many words. */
  begins: z.string().optional(),
});

const { unanswerable, ...asked } = z
  .object({ unanswerable: z.record(z.string(), z.array(z.string())) })
  .catchall(z.array(question))
  .parse(JSON.parse(readFileSync("prisma/seed/demo/questions.json", "utf8")));

/** Asked in other words than the document's: by words alone it is not among the first three, but among the first five. */
const NEEDS_MEANING = ["How much does it cost to rent a trekking e-bike for a day?"];

describe.each(["larkspoke", "fernhollow"] as const)("the demo business %s, by words", (folder) => {
  let context: TenantContext;
  const externalIds = new Map<string, string>();
  const ask = (text: string) => retrievePassages(context, text, new AbortController().signal);
  const answer = async (text: string) => composeExtractiveAnswer(text, await ask(text));

  beforeAll(async () => {
    context = await newOrganization();
    const { contents } = await readBusiness(folder);
    for (let start = 0; start < contents.length; start += 100) {
      const some = contents.slice(start, start + 100);
      const { ids } = await addIndexed(context, some);
      ids.forEach((id, index) => externalIds.set(id, some[index]?.externalId ?? ""));
    }
  });

  it.each(asked[folder] ?? [])("finds: $question", async ({ question, expected }) => {
    const found = await ask(question);
    const documents = [...new Set(found.passages.map(({ documentId }) => documentId))];
    const top = documents.slice(0, NEEDS_MEANING.includes(question) ? 5 : 3);
    expect(top.map((id) => externalIds.get(id))).toSatisfy((names: string[]) =>
      names.some((name) => expected.includes(name)),
    );
    expect(found.answerable).toBe(true);
  });

  it.each((asked[folder] ?? []).filter((entry) => entry.answer))(
    "answers without a model: $question",
    async ({ question, answer: phrases }) => {
      const { text, outcome, receipt } = await answer(question);
      expect(outcome).toBe("answered");
      expect(text).toSatisfy((said: string) =>
        (phrases ?? []).some((phrase) => said.includes(phrase)),
      );
      expect(receipt.filter(({ status }) => status !== "quoted")).toEqual([]);
    },
  );

  it.each((asked[folder] ?? []).filter(({ begins }) => begins))(
    "answers first what was asked: $question",
    async ({ question, begins }) => {
      const [first] = (await answer(question)).text.split(/ ?\[\d\]/);
      expect(first).toContain(begins);
    },
  );

  it.each(unanswerable[folder] ?? [])("says that it does not know: %s", async (text) => {
    expect((await answer(text)).outcome).toBe("no_answer");
  });

  it.each([
    ...["Hello!", "Good morning", "Thanks", "How are you?", "and what about that?", "?", "👋"],
    "What is the capital of Mongolia?",
    "Who won the World Cup in 1998?",
  ])("answers nothing to: %s", async (message) => {
    expect((await ask(message)).answerable).toBe(false);
  });
});
