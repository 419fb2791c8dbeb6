/** Why a model that is configured did not write an answer. */
export type StandIn = "over_budget" | "model_away" | "model_failed";

interface Side {
  text: string;
  outcome: "answered" | "no_answer";
  /** Titles of the documents that it cites. */
  sources: string[];
  /** Why quotes stand here though a model answers visitors. */
  standIn?: StandIn | undefined;
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
  /** A model writes them, as it does for visitors, but where a side says that quotes stand in. */
  byModel: boolean;
}
