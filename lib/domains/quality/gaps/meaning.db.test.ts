import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { tryQuestion } from "@/lib/domains/chat/trial-service";
import { embedBatch } from "@/lib/domains/knowledge/ingestion/embed-service";
import { env } from "@/lib/env";
import type { TenantContext } from "@/lib/tenancy/context";
import { startEmbeddings } from "@/lib/testing/embeddings";
import type { HttpReceiver } from "@/lib/testing/http-receiver";
import { addIndexed, indexJob, newOrganization, textOf } from "@/lib/testing/knowledge";
import { askEach, gapsOf, sortAll } from "@/lib/testing/quality";
import { previewAnswer } from "./preview-service";
import { publishAnswer } from "./service";

/** One meaning, and too few words in common to tell. */
const ASKED = [
  "Do you repair electric scooters?",
  "Could my grandmother's broken old electric moped be mended soon?",
];
const OTHER = "Are dogs allowed?";

const TOPICS = [/scooter|moped/i, /dog/i, /cake/i];

let embeddings: HttpReceiver;
let context: TenantContext;
const { signal } = new AbortController();

beforeAll(async () => {
  embeddings = await startEmbeddings((text) => TOPICS.findIndex((topic) => topic.test(text)) + 1);
  vi.stubEnv("EMBEDDINGS_BASE_URL", `${embeddings.url}/v1`);
  // Its cosines are known, so that they count.
  vi.stubEnv("EMBEDDINGS_MODEL", "universal-sentence-encoder-lite");
  // Read once and kept; the stubs themselves end with the first test.
  env();
  context = await newOrganization();
  const { jobId } = await addIndexed(context, [
    textOf("Cakes", "A birthday cake costs forty pounds and is ready after two working days."),
  ]);
  await embedBatch({ ...context, jobId, round: 1 }, signal);
});
afterAll(() => embeddings.stop());

test("questions join by what they mean where words would not tell, and the preview counts meaning as answers do", async () => {
  await askEach(context, [...ASKED, OTHER]);
  await sortAll(context);
  const [gap, other] = await gapsOf(context);
  expect([gap?.conversations, other?.title]).toEqual([2, OTHER]);

  const faq = { question: ASKED[0]!, answer: "On Fridays, in the yard.", alternatives: [] };
  const { rows } = await previewAnswer(context, { id: gap!.id, ...faq }, signal);
  expect(rows.map(({ question, usesFaq }) => [question, usesFaq])).toEqual([
    [ASKED[1], true],
    [ASKED[0], true],
  ]);

  const { jobId } = await publishAnswer(context, { id: gap!.id, ...faq });
  await indexJob(context, jobId);
  await embedBatch({ ...context, jobId, round: 1 }, signal);
  for (const { question, after } of rows)
    expect((await tryQuestion(context, question, signal)).answer.text).toBe(after.text);
});
