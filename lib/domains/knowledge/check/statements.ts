import { readPassage } from "../relevance/read-passage";
import { analyze } from "../retrieval/analyze";
import type { Passage } from "../retrieval/passage";
import { stopTerms } from "../retrieval/stop-terms";
import { readFigures, type Figures } from "./figures";

/** Something a passage says that can be held against what another says. */
export interface Statement {
  text: string;
  kind: "answer" | "sentence" | "row";
  /** What it speaks of: its words without figures, function words and negations. */
  about: ReadonlySet<string>;
  /** What it stands under, of which the other passage may say nothing. */
  under: ReadonlySet<string>;
  figures: Figures["values"];
  negated: boolean;
  /** How an answer begins. */
  verdict: "yes" | "no" | undefined;
}

const NEGATION =
  /(?<!\p{L})(?:no|not|never|cannot|without|(?:can|do|does|is|are|wo|was|has|have)n['’]t|nicht|keine?[nmrs]?|nie|niemals|ohne|nunca|sin|ne|pas|jamais|sans|aucune?)(?!\p{L})/giu;
const YES = /^\s*(?:yes|ja|s[ií]|oui)(?!\p{L})/iu;
const NO = /^\s*(?:no|nein|non)(?!\p{L})(?!\s+(?:more|less|later)\b)/iu;

/** Words that head a page of any business and set it apart from no other. */
const GENERIC =
  "opening hours times business information info faq faqs questions general about us our contact visit location find prices pricing rates fees costs services service help overview details good know policy policies terms home welcome öffnungszeiten zeiten preise kontakt über uns allgemein allgemeines häufige fragen informationen besuch anfahrt leistungen horario horarios precios contacto preguntas frecuentes información general visita horaires tarifs prix contact questions fréquentes informations visite";

const generic = new Map<string, ReadonlySet<string>>();
function genericTerms(language: string): ReadonlySet<string> {
  let terms = generic.get(language);
  if (!terms) generic.set(language, (terms = new Set(analyze(GENERIC, language))));
  return terms;
}

// Function words elsewhere: "check-in" and "check-out", "Course A" and "Course B", the month of May.
const TELLING =
  /(?<!\p{L})(?:\p{L}+-(?:in|on|out|off|up|down)|(?<=\p{L} )\p{Lu}|(?<!^)May|first|second|third|further|additional)(?![\p{L}\p{N}])/gu;

/** The terms of a text that say what it is about. */
export function contentOf(text: string, language: string): Set<string> {
  const stop = stopTerms(language);
  const telling = [...text.matchAll(TELLING)].map(([word]) => word);
  return new Set([...analyze(text, language).filter((term) => !stop.has(term)), ...telling]);
}

function statementOf(text: string, kind: Statement["kind"], under: string, language: string) {
  const { values, rest } = readFigures(text);
  const plain = rest.replace(NEGATION, " ");
  const generic = genericTerms(language);
  return {
    text: text.trim(),
    kind,
    about: contentOf(plain, language),
    under: new Set([...contentOf(under, language)].filter((term) => !generic.has(term))),
    figures: values,
    negated: plain !== rest,
    verdict: YES.test(text) ? "yes" : NO.test(text) ? "no" : undefined,
  } satisfies Statement;
}

/** What a passage says, sentence by sentence; of a FAQ its answer as a whole. */
export function statementsOf(passage: Passage): Statement[] {
  const { kind, title, heading, text, language } = passage;
  if (kind === "faq") return [statementOf(text, "answer", title, language)];
  return readPassage(passage).flatMap(({ unit, own, heading: nearest, head }) => {
    if (unit.kind === "heading" || unit.kind === "table-head") return [];
    const under = [title, heading, nearest.text, head?.text ?? ""].join(" ");
    const row = unit.kind === "row" ? "row" : "sentence";
    return [statementOf(own.text, row, under, language)];
  });
}
