import { analyze } from "./analyze";
import { stopTerms } from "./stop-terms";

const MAX_TERMS = 64;

/** A question as the documents of one language would have indexed it. */
export interface Question {
  language: string;
  /** Each term once, without function words unless there is nothing else. */
  terms: string[];
  /** Whether there are words in it that say anything at all. */
  hasContent: boolean;
}

/** Analyses a question for documents of a language. */
export function readQuestion(text: string, language: string): Question {
  const all = [...new Set(analyze(text, language))];
  const stop = stopTerms(language);
  const content = all.filter((term) => !stop.has(term));
  const hasContent = content.length > 0;
  return { language, terms: (hasContent ? content : all).slice(0, MAX_TERMS), hasContent };
}
