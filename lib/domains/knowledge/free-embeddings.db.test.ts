import { expect, test, vi } from "vitest";
import { readUsage } from "@/lib/domains/usage/service";
import { env } from "@/lib/env";
import { startEmbeddings } from "@/lib/testing/embeddings";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { embedBatch } from "./ingestion/embed-service";
import { retrievePassages } from "./search-service";

test("a model that is free leaves no rows", async () => {
  const embeddings = await startEmbeddings();
  vi.stubEnv("EMBEDDINGS_BASE_URL", `${embeddings.url}/v1`);
  vi.stubEnv("EMBEDDINGS_PRICE", "0");
  env();
  const context = await newOrganization();
  const { signal } = new AbortController();
  const { jobId } = await addIndexed(context, [textOf("Guide", "We open at seven.")]);
  await embedBatch({ ...context, jobId, round: 1 }, signal);
  await retrievePassages(context, "When do you open?", signal);
  expect(embeddings.received).toHaveLength(2);
  expect(await readUsage(context)).toMatchObject({ calls: [], today: { spentMicros: 0 } });
  await embeddings.stop();
});
