/** A chunk that was retrieved for a question, of one organization. */
export interface Passage {
  documentId: string;
  chunkId: string;
  kind: "document" | "faq";
  title: string;
  url: string | null;
  /** The headings it stands under, outermost first, joined by " › "; empty without any. */
  heading: string;
  text: string;
  /** A FAQ's other questions with the same answer. */
  alternatives: string[];
  /** ISO 639-1 code of its document. */
  language: string;
  /** Fused score, comparable within one search alone. */
  score: number;
  /** Whether its nearest window means nearly what the question says, by an embedder whose cosines were measured. */
  alike: boolean;
}

/** What retrieval found for a question, best first. */
export interface RetrievedPassages {
  passages: Passage[];
  /** ISO 639-1 code of the question's language. */
  language: string;
  /** How rare each content term of the question is in the organization's own knowledge: its inverse document frequency. */
  rarity: ReadonlyMap<string, number>;
  /** Calibrated: how likely the passages answer the question, 0 to 1. */
  confidence: number;
  /** Whether the confidence suffices to answer at all. */
  answerable: boolean;
}
