import { analyze } from "./analyze";
import { writtenFor } from "./common-questions";
import { stopTerms } from "./stop-terms";

const MAX_TERMS = 64;

// Neither asks anything, though its words may stand in a document ("hello@…").
const COURTESIES = {
  greeting:
    "hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|servus|moin|hola|buen(?:os|as) (?:d[ií]as|tardes|noches)|bonjour|bonsoir|salut|ciao|buon(?:giorno|asera)|ol[aá]",
  thanks:
    "thanks?(?: you)?(?: very much)?|bye|goodbye|ok(?:ay)?|danke(?: schön)?|tschüss|gracias|adi[oó]s|merci(?: beaucoup)?|au revoir|grazie|obrigad[oa]",
};
const alone = (words: string) =>
  new RegExp(
    `^[\\s\\p{P}\\p{S}]*(?:${words})(?: (?:there|all|everyone|zusammen))?[\\s\\p{P}\\p{S}]*$`,
    "iu",
  );
const GREETING = alone(COURTESIES.greeting);
const THANKS = alone(COURTESIES.thanks);

/** Whether a message is nothing but a greeting or thanks; undefined when it is more. */
export function courtesyIn(message: string): "greeting" | "thanks" | undefined {
  if (GREETING.test(message)) return "greeting";
  return THANKS.test(message) ? "thanks" : undefined;
}

/** A question as the documents of one language would have indexed it. */
export interface Question {
  language: string;
  /** All its terms in their order, function words among them. */
  sequence: string[];
  /** What it asks about: each term once, without function words unless there is nothing else. */
  content: ReadonlySet<string>;
  /** What counts for a content term beside itself: words in its place, and the organization's own kindred ones. */
  kin: ReadonlyMap<string, readonly string[]>;
  /** Whether there are words in it that say anything at all. */
  hasContent: boolean;
}

/** Reads a question for documents of a language. */
export function readQuestion(text: string, language: string): Question {
  const sequence = analyze(text, language).slice(0, MAX_TERMS);
  const stop = stopTerms(language);
  const content = new Set(sequence.filter((term) => !stop.has(term)));
  const kin = new Map<string, string[]>();
  for (const [word, others] of writtenFor(text, language)) {
    const terms = analyze(word, language);
    for (const term of terms) content.add(term);
    kin.set(terms.at(-1) ?? word, analyze(others, language));
  }
  const hasContent = content.size > 0 && !courtesyIn(text);
  return {
    language,
    sequence,
    content: content.size > 0 ? content : new Set(sequence),
    kin,
    hasContent,
  };
}
