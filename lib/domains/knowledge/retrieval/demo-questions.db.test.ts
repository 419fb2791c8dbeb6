import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { TenantContext } from "@/lib/tenancy/context";
import { addIndexed, newOrganization } from "@/lib/testing/knowledge";
import { readBusiness } from "@/prisma/seed/demo/read-business";
import { retrievePassages } from "../search-service";

const { unanswerable, ...asked } = z
  .object({ unanswerable: z.record(z.string(), z.array(z.string())) })
  .catchall(z.array(z.object({ question: z.string(), expected: z.array(z.string()) })))
  .parse(JSON.parse(readFileSync("prisma/seed/demo/questions.json", "utf8")));

/** Asks for a cost where the document speaks of prices: by words alone it comes fourth. */
const NEEDS_MEANING = "How much does it cost to rent a trekking e-bike for a day?";

describe.each(["larkspoke", "fernhollow"] as const)("the demo business %s, by words", (folder) => {
  let context: TenantContext;
  const externalIds = new Map<string, string>();
  const ask = (question: string) =>
    retrievePassages(context, question, new AbortController().signal);

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
    const top = documents.slice(0, question === NEEDS_MEANING ? 4 : 3);
    expect(top.some((id) => expected.includes(externalIds.get(id) ?? ""))).toBe(true);
    expect(found.answerable).toBe(true);
  });

  it.each([
    ...["Hello!", "Good morning", "Thanks", "How are you?", "and what about that?", "?", "👋"],
    "What is the capital of Mongolia?",
    "Who won the World Cup in 1998?",
  ])("answers nothing to: %s", async (message) => {
    expect((await ask(message)).answerable).toBe(false);
  });

  // Words alone cannot tell every neighbouring topic; most of what the business does not say they must.
  it("does not claim to answer most of what the documents do not say", async () => {
    const questions = unanswerable[folder] ?? [];
    const found = await Promise.all(questions.map(ask));
    expect(questions).toHaveLength(10);
    expect(found.filter(({ answerable }) => answerable).length).toBeLessThanOrEqual(5);
  });
});
