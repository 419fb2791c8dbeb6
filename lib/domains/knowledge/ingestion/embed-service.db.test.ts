import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { plainEmbedder } from "@/lib/testing/embeddings";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { embedder, type Embedder } from "@/lib/platform/ai/embeddings";
import { readDocument } from "../service";
import { embedBatch } from "./embed-service";

vi.mock("@/lib/platform/ai/embeddings", { spy: true });

let silent: Server;
beforeAll(async () => {
  silent = createServer(() => undefined);
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  const { port } = silent.address() as AddressInfo;
  vi.stubEnv("EMBEDDINGS_BASE_URL", `http://127.0.0.1:${port}/v1`);
  real = embedder();
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});
beforeEach(() => {
  vi.mocked(embedder).mockReset();
});

let real: Embedder | undefined;

async function oneDocument() {
  const context = await newOrganization();
  const { ids, jobId } = await addIndexed(context, [textOf("Guide", "alpha beta gamma")]);
  return { context, id: ids[0] ?? "", job: { ...context, jobId, round: 1 } };
}

test("without an embedder there is nothing to do, and the document is available", async () => {
  vi.mocked(embedder).mockReturnValue(undefined);
  const { context, id, job } = await oneDocument();
  expect(await embedBatch(job, new AbortController().signal)).toBe(0);
  expect(await readDocument(context, id)).toMatchObject({ status: "available" });
});

test("an embedder that is late is a timeout, and its windows still wait", async () => {
  if (!real) throw new Error("No embedder is configured.");
  const { name, languages, embed } = real;
  vi.mocked(embedder).mockReturnValue({
    name,
    languages,
    embed: (texts, _of, signal) => embed(texts, "question", signal),
  });
  const { context, id, job } = await oneDocument();
  await expect(embedBatch(job, new AbortController().signal)).rejects.toMatchObject({
    code: "timeout",
  });
  expect(await readDocument(context, id)).toMatchObject({
    status: "available",
    vectors: "pending",
  });

  vi.mocked(embedder).mockReturnValue({ ...plainEmbedder(), name, languages });
  expect(await embedBatch(job, new AbortController().signal)).toBe(0);
  expect(await readDocument(context, id)).not.toMatchObject({ vectors: "pending" });
});
