import { beforeAll, expect, test } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { newOrganization } from "@/lib/testing/knowledge";
import { plantVectors, vectorsLikeText } from "@/lib/testing/vectors";
import { searchVectors } from "./vector-search-repository";

const TOTAL = 6_000;
const K = 10;

interface Planted {
  context: TenantContext;
  chunks: Map<string, number[]>;
}

async function plant(count: number, seed: number): Promise<Planted> {
  const context = await newOrganization();
  const next = vectorsLikeText(seed);
  const vectors = Array.from({ length: count }, next);
  const chunks = new Map<string, number[]>();
  for (let from = 0; from < count; from += 500) {
    const some = vectors.slice(from, from + 500);
    const ids = await plantVectors(context, "one", some);
    ids.forEach((id, at) => chunks.set(id, some[at]!));
  }
  return { context, chunks };
}

function cosine(left: readonly number[], right: readonly number[]): number {
  let [dot, ofLeft, ofRight] = [0, 0, 0];
  left.forEach((value, at) => {
    dot += value * right[at]!;
    ofLeft += value ** 2;
    ofRight += right[at]! ** 2;
  });
  return dot / Math.sqrt(ofLeft * ofRight);
}

const search = ({ context }: Planted, vector: number[], limit = K, embedder = "one") =>
  withTenant(context, (tx) => searchVectors(tx, context, { embedder, vector }, limit, []));

/** The share of the truly nearest that is found, over some questions; each answer has to be full and exact. */
async function recall(planted: Planted): Promise<number> {
  const question = vectorsLikeText(99);
  let found = 0;
  let wanted = 0;
  for (let turn = 0; turn < 20; turn++) {
    const vector = question();
    const exact = [...planted.chunks]
      .map(([id, other]) => ({ id, similarity: cosine(vector, other) }))
      .sort((one, other) => other.similarity - one.similarity)
      .slice(0, K);
    const hits = await search(planted, vector);
    expect(hits).toHaveLength(Math.min(K, planted.chunks.size));
    for (const { chunkId, similarity } of hits) {
      expect(similarity).toBeCloseTo(cosine(vector, planted.chunks.get(chunkId)!), 2);
    }
    const ids = new Set(hits.map(({ chunkId }) => chunkId));
    found += exact.filter(({ id }) => ids.has(id)).length;
    wanted += exact.length;
  }
  return found / wanted;
}

let large: Planted;
let hundredth: Planted;
let thousandth: Planted;

beforeAll(async () => {
  thousandth = await plant(TOTAL / 1_000, 11);
  hundredth = await plant(TOTAL / 100, 12);
  large = await plant(TOTAL - TOTAL / 100 - TOTAL / 1_000, 13);
});

test("a tenant with a thousandth of all vectors finds all that it has", async () => {
  expect(await recall(thousandth)).toBe(1);
});

test("a tenant with a hundredth of all vectors finds its nearest", async () => {
  expect(await recall(hundredth)).toBe(1);
});

test("a tenant with nearly all vectors finds its nearest too", async () => {
  expect(await recall(large)).toBeGreaterThanOrEqual(0.99);
});

test("what other tenants have changes neither results nor similarities", async () => {
  const vector = vectorsLikeText(77)();
  const before = await Promise.all([hundredth, large].map((planted) => search(planted, vector)));
  const another = await newOrganization();
  await plantVectors(another, "one", Array<number[]>(500).fill(vector));
  const after = await Promise.all([hundredth, large].map((planted) => search(planted, vector)));
  expect(after).toEqual(before);
});

test("vectors of another embedder are not compared, in a large organization either", async () => {
  const vector = vectorsLikeText(55)();
  const before = await search(large, vector);
  const [foreign] = await plantVectors(large.context, "another", [vector]);
  expect(await search(large, vector)).toEqual(before);
  expect(await search(large, vector, K, "another")).toEqual([
    { chunkId: foreign, similarity: expect.closeTo(1, 3) },
  ]);
});

test("what is asked for by name is compared, however far it is", async () => {
  const vector = vectorsLikeText(33)();
  const similarity = (id: string) => cosine(vector, large.chunks.get(id)!);
  const far = [...large.chunks.keys()].reduce((least, id) =>
    similarity(id) < similarity(least) ? id : least,
  );
  const { context } = large;
  const hits = await withTenant(context, (tx) =>
    searchVectors(tx, context, { embedder: "one", vector }, K, [far]),
  );
  expect(hits).toHaveLength(K + 1);
  expect(hits.find(({ chunkId }) => chunkId === far)?.similarity).toBeCloseTo(similarity(far), 2);
});
