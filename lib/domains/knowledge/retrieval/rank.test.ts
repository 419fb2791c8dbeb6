import { describe, expect, it } from "vitest";
import { ANSWERABLE_FROM, confidenceOf } from "./confidence";
import { readQuestion } from "./question";
import { rank } from "./rank";
import type { Candidate } from "./read-candidate";

const passage = (text: string, more: Partial<Candidate> = {}): Candidate => ({
  documentId: text,
  chunkId: text,
  kind: "document",
  title: "",
  url: null,
  heading: "",
  text,
  language: "en",
  alternatives: [],
  length: 10,
  similarity: undefined,
  ...more,
});

const order = (question: string, candidates: Candidate[], language?: string) =>
  rank(
    candidates,
    [...new Set(candidates.map((candidate) => candidate.language))].map((known) =>
      readQuestion(question, known),
    ),
    { chunks: 100, averageLength: 10, containing: () => 3 },
    language,
  );
const first = (...given: Parameters<typeof order>) => order(...given)[0]?.candidate.text;

describe("rank", () => {
  it("prefers words side by side as they were asked", () => {
    const strewn = passage("Service is full of joy.");
    const together = passage("A full service of it.");
    expect(first("What is a full service?", [strewn, together])).toBe(together.text);
  });

  it("prefers one place that says it all", () => {
    const far = passage("Bikes are here. One. Two. Three. Four. Prices are there.");
    const near = passage("Here are bikes. Prices of them. One. Two. Three. Four.");
    expect(first("prices bikes", [far, near])).toBe(near.text);
  });

  it("lets meaning decide where words do not", () => {
    const near = passage("Automobiles wait below.", { similarity: 0.8 });
    const far = passage("The garden is green.", { similarity: 0.2 });
    expect(first("Where can I park?", [far, near])).toBe(near.text);
  });

  it("does not hold a missing vector against a passage", () => {
    const fresh = passage("The garage closes at noon.");
    const old = passage("The shop closes.", { similarity: 0.5 });
    expect(first("When does the garage close?", [old, fresh])).toBe(fresh.text);
  });

  it("answers in the language of the question where both would do", () => {
    const german = passage("Workshop Workshop", { language: "de" });
    const english = passage("The workshop today");
    expect(first("workshop", [german, english], "en")).toBe(english.text);
    expect(first("workshop", [german, english], "de")).toBe(german.text);
  });

  it("gives no score that is not a number", () => {
    for (const question of ["", "the of", "?", "zebra"]) {
      const ranked = order(question, [passage("One passage.", { similarity: -0.1 })]);
      expect(ranked.map(({ score }) => Number.isFinite(score))).toEqual([true]);
    }
  });
});

describe("confidenceOf", () => {
  const confidence = (question: string, candidate: Candidate, embedder?: string) => {
    const [best] = order(question, [candidate]);
    if (!best) throw new Error("nothing ranked");
    return confidenceOf(best, embedder);
  };
  const hours = passage("We close at nine in the evening.", { title: "Opening hours" });

  it("tells an answer from a neighbour", () => {
    expect(confidence("When do you close?", hours)).toBeGreaterThan(ANSWERABLE_FROM);
    expect(confidence("Do you sell goldfish?", hours)).toBeLessThan(ANSWERABLE_FROM);
  });

  it("counts a cosine of the embedder it was fitted on, and no other", () => {
    const near = { ...hours, similarity: 0.9 };
    const known = "universal-sentence-encoder-lite";
    expect(confidence("Are you shut tonight?", near, known)).toBeGreaterThan(ANSWERABLE_FROM);
    expect(confidence("Are you shut tonight?", near, "another")).toBe(
      confidence("Are you shut tonight?", hours),
    );
  });
});

describe("readQuestion", () => {
  it.each(["Hello!", "Guten Tag", "¡Gracias!", "Merci beaucoup", "and what about that?", "👋"])(
    "sees that %s asks nothing",
    (text) => {
      const language = text.startsWith("Guten") ? "de" : "en";
      expect(readQuestion(text, language).hasContent).toBe(false);
    },
  );
});
