export interface Columns {
  hasHeader: boolean;
  question: number;
  answer: number;
  alternatives: number | undefined;
}

/** Header names in English, German, Spanish and French, without accents, case and punctuation. */
const QUESTION = new Set(
  "question questions q frage fragen pregunta preguntas demande demandes".split(" "),
);
const ANSWER = new Set(
  "answer answers a antwort antworten respuesta respuestas reponse reponses".split(" "),
);
const ALTERNATIVES = new Set(
  (
    "alternatives alternative alternativequestions alternativequestion variants variations synonyms " +
    "alternativen alternativfragen alternativefragen varianten synonyme " +
    "alternativas preguntasalternativas variantes sinonimos " +
    "questionsalternatives autresquestions reformulations synonymes"
  ).split(" "),
);

/**
 * Which column is which, by the header line; without one, the first two columns (and a third, the
 * alternatives) when at least half of the first rows ask something. Undefined when neither holds.
 */
export function findColumns(rows: string[][]): Columns | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const names = first.map(normalised);
  const question = names.findIndex((name) => QUESTION.has(name));
  const answer = names.findIndex((name) => ANSWER.has(name));
  if (question >= 0 && answer >= 0) {
    const alternatives = names.findIndex((name) => ALTERNATIVES.has(name));
    return {
      hasHeader: true,
      question,
      answer,
      alternatives: alternatives < 0 ? undefined : alternatives,
    };
  }
  if (question >= 0 || answer >= 0) return undefined;
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
  const regular = filled.every((row) => row.length === 2 || row.length === 3);
  const asking = filled.filter((row) => /[?？؟;]\s*$/.test(row[0] ?? "")).length;
  if (!regular || asking * 2 < filled.length) return undefined;
  return { hasHeader: false, question: 0, answer: 1, alternatives: 2 };
}

function normalised(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{Letter}]/gu, "");
}
