import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { composeExtractiveAnswer } from "@/lib/domains/chat/answer/extractive";
import type { TenantContext } from "@/lib/tenancy/context";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { retrievePassages } from "../search-service";

const businesses = z
  .record(
    z.string(),
    z.object({
      documents: z.array(z.object({ title: z.string(), text: z.string() })),
      questions: z.array(z.object({ question: z.string(), answer: z.string() })),
      unanswerable: z.array(z.string()),
    }),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "other-languages.json"), "utf8")));

describe.each(Object.entries(businesses))("a business in %s, by words", (language, business) => {
  let context: TenantContext;
  const answer = async (question: string) =>
    composeExtractiveAnswer(
      question,
      await retrievePassages(context, question, new AbortController().signal),
    );

  beforeAll(async () => {
    context = await newOrganization(language);
    await addIndexed(
      context,
      business.documents.map(({ title, text }) => textOf(title, text)),
    );
  });

  it.each(business.questions)("answers: $question", async ({ question, answer: phrase }) => {
    expect(await answer(question)).toMatchObject({
      outcome: "answered",
      text: expect.stringContaining(phrase) as string,
    });
  });

  it.each(business.unanswerable)("says that it does not know: %s", async (question) => {
    expect((await answer(question)).outcome).toBe("no_answer");
  });
});
