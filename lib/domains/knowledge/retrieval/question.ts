import { analyze } from "./analyze";
import { stopTerms } from "./stop-terms";

const MAX_TERMS = 64;

// A greeting asks nothing, though its words may stand in a document ("hello@…").
const GREETING =
  /^[\s\p{P}\p{S}]*(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|thanks?(?: you)?(?: very much)?|bye|goodbye|ok(?:ay)?|hallo|guten (?:tag|morgen|abend)|danke(?: schön)?|tschüss|servus|moin|hola|buen(?:os|as) (?:d[ií]as|tardes|noches)|gracias|adi[oó]s|bonjour|bonsoir|salut|merci(?: beaucoup)?|au revoir|ciao|buon(?:giorno|asera)|grazie|ol[aá]|obrigad[oa])(?: (?:there|all|everyone|zusammen))?[\s\p{P}\p{S}]*$/iu;

/** A question as the documents of one language would have indexed it. */
export interface Question {
  language: string;
  /** All its terms in their order, function words among them. */
  sequence: string[];
  /** What it asks about: each term once, without function words unless there is nothing else. */
  content: ReadonlySet<string>;
  /** The organization's own words that are kindred to a content term; a term without any may be absent. */
  kin: ReadonlyMap<string, readonly string[]>;
  /** Whether there are words in it that say anything at all. */
  hasContent: boolean;
}

/** Reads a question for documents of a language. */
export function readQuestion(text: string, language: string): Question {
  const sequence = analyze(text, language).slice(0, MAX_TERMS);
  const stop = stopTerms(language);
  const content = new Set(sequence.filter((term) => !stop.has(term)));
  const hasContent = content.size > 0 && !GREETING.test(text);
  return {
    language,
    sequence,
    content: content.size > 0 ? content : new Set(sequence),
    kin: new Map(),
    hasContent,
  };
}
