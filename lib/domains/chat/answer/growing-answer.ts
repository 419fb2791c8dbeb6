import type { RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import { NO_ANSWER_MARK } from "../prompt";
import { cleanText, settledLength } from "./clean-text";
import { renumber } from "./resolve-citations";

type Passage = RetrievedPassages["passages"][number];

/**
 * A model's answer as it grows, in the words that its reader will keep: cleaned, its citations resolved. Nothing is
 * shown before the first citation, since an answer that cites none of its sources is not given at all.
 */
export class GrowingAnswer {
  readonly #passages: readonly Passage[];
  #settled = 0;
  raw = "";
  shown = "";

  constructor(passages: readonly Passage[]) {
    this.#passages = passages;
  }

  /** Takes in what the model said next; returns what can be shown of it now. */
  add(text: string): string {
    this.raw += text;
    const settled = settledLength(this.raw);
    if (settled === this.#settled) return "";
    this.#settled = settled;
    return this.#show(this.raw.slice(0, settled));
  }

  /** What is left to show once the model has ended. */
  end(): string {
    return this.#show(this.raw);
  }

  /** The whole text, cleaned, with the model's own numbers. */
  get text(): string {
    return cleanText(this.raw, this.#passages);
  }

  /** The model says that its sources do not hold the answer. */
  get declines(): boolean {
    return this.raw.trimStart().startsWith(NO_ANSWER_MARK);
  }

  #show(raw: string): string {
    if (this.declines) return "";
    const { answer, cited } = renumber(cleanText(raw, this.#passages), this.#passages);
    if (cited.length === 0 || !answer.startsWith(this.shown)) return "";
    const more = answer.slice(this.shown.length);
    this.shown = answer;
    return more;
  }
}
