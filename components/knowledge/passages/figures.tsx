import type { ExplainedPassage } from "@/lib/domains/knowledge/passages/schema";

const KINDS = { content: "", function: "small word", pair: "side by side" } as const;

function Figure({ name, value }: { name: string; value: number | null }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{name}</dt>
      <dd className="font-mono tabular-nums">{value === null ? "–" : value.toFixed(3)}</dd>
    </div>
  );
}

function Terms({ terms }: { terms: NonNullable<ExplainedPassage["words"]>["terms"] }) {
  return (
    <table className="w-full text-left">
      <caption className="sr-only">What each word adds to the word score</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Word</th>
          <th scope="col">Kind</th>
          <th scope="col">Adds</th>
        </tr>
      </thead>
      <tbody>
        {terms.map(({ words, kind, score }, at) => (
          <tr key={at} className={score === 0 ? "text-muted" : undefined}>
            <td className="pr-3 break-words" dir="auto">
              {words}
            </td>
            <td className="pr-3 text-muted">{KINDS[kind]}</td>
            <td className="text-right font-mono tabular-nums">{score.toFixed(3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The figures behind a passage's place, for who wants to know exactly. */
export function Figures({ passage }: { passage: ExplainedPassage }) {
  const { score, words, fusion, similarity, coverage, said } = passage;
  if (!words || !fusion) return null;
  return (
    <details className="mt-3 text-xs">
      <summary className="cursor-pointer rounded-sm text-muted hover:text-ink">Figures</summary>
      <div className="mt-2 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <dl className="space-y-1">
          <Figure name="Score" value={score} />
          <Figure name="of it by words" value={fusion.words} />
          <Figure name="of it by meaning" value={fusion.meaning} />
          <Figure name="of it by one place that says it all" value={fusion.run} />
          <Figure name="Cosine of its nearest part" value={similarity} />
          <Figure name="Word score (BM25)" value={words.score} />
          <Figure name="of what is possible" value={words.share} />
          <Figure name="Question covered" value={coverage} />
          <Figure name="with kindred words and figures" value={said} />
        </dl>
        <Terms terms={words.terms} />
      </div>
    </details>
  );
}
