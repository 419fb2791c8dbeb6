import { newId } from "@/lib/core/ids";
import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";

type Passage = RetrievedPassages["passages"][number];

/** A passage as retrieval would find it. */
export function passageOf(text: string, more: Partial<Passage> = {}): Passage {
  return {
    documentId: newId(),
    chunkId: newId(),
    kind: "document",
    title: "A page",
    url: "https://shop.example/page",
    heading: "",
    alternatives: [],
    text,
    language: "en",
    score: 1,
    alike: false,
    ...more,
  };
}
