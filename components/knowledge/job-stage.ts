import type { JobView } from "@/lib/domains/ops/schema";

export interface JobStage {
  words: string;
  tone: "accent" | "success" | "danger";
  /** 0 to 1; undefined while nothing can be counted. */
  value?: number | undefined;
}

/**
 * Where the job of one document is, in words for its owner. Half of the way is the keyword index, half the vectors.
 * A document that has failed has no more steps to count, so its job looks nearly done until it ends: the document's own
 * failure comes first.
 */
export function jobStage(job: JobView | undefined, failure?: { message: string }): JobStage {
  if (failure) return { words: failure.message || "It failed.", tone: "danger", value: 1 };
  if (!job) return { words: "Waiting to be read", tone: "accent" };
  const { done, total } = job.progress;
  const value = total > 0 && done > 0 ? done / total : undefined;
  switch (job.status) {
    case "queued":
      return { words: "Waiting to be read", tone: "accent" };
    case "running":
      return value === undefined || value < 0.5
        ? { words: "Reading and indexing", tone: "accent", value }
        : { words: "Searchable · learning its meaning", tone: "accent", value };
    case "retrying":
      return { words: "Something failed on our side; trying again", tone: "accent", value };
    case "succeeded":
      return { words: "Ready to answer from", tone: "success", value: 1 };
    case "failed":
      return { words: job.error?.message || "It failed.", tone: "danger", value: 1 };
    case "cancelled":
      return { words: "Cancelled", tone: "danger", value: 1 };
  }
}
