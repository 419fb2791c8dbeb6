interface Side {
  text: string;
  outcome: "answered" | "no_answer";
  /** Titles of the documents that it cites. */
  sources: string[];
}

export interface PreviewRow {
  question: string;
  /** Or one that was answered before, to see what changes elsewhere. */
  ofGap: boolean;
  before: Side;
  after: Side;
  usesFaq: boolean;
  changed: boolean;
}

/** Answers to past questions without a FAQ and with it. */
export interface AnswerPreview {
  rows: PreviewRow[];
  /** So many past questions were not compared, since it took too long. */
  left: number;
  /** A model wrote them, as it does for visitors. */
  byModel: boolean;
}
