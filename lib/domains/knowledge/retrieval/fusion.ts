import type { KeywordHit } from "./keyword-search-repository";
import type { VectorHit } from "./vector-search-repository";

/** How much meaning counts beside words. */
const VECTOR_WEIGHT = 0.4;

export interface FusedHit {
  chunkId: string;
  score: number;
}

/**
 * One order from two arms: each arm's scores are divided by its best and added by weight (ranks alone would throw away
 * by how much an arm prefers its best). Without an arm the other stands alone.
 */
export function fuse(keyword: readonly KeywordHit[], vector: readonly VectorHit[]): FusedHit[] {
  const bestKeyword = Math.max(0, ...keyword.map(({ score }) => score));
  const bestVector = Math.max(0, ...vector.map(({ similarity }) => similarity));
  const weight = bestVector > 0 ? (bestKeyword > 0 ? VECTOR_WEIGHT : 1) : 0;
  const scores = new Map<string, number>();
  const add = (chunkId: string, share: number) =>
    scores.set(chunkId, (scores.get(chunkId) ?? 0) + share);
  for (const { chunkId, score } of keyword) add(chunkId, (1 - weight) * (score / bestKeyword));
  for (const { chunkId, similarity } of vector) {
    if (weight > 0) add(chunkId, weight * Math.max(0, similarity / bestVector));
  }
  return [...scores]
    .map(([chunkId, score]) => ({ chunkId, score }))
    .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1));
}
