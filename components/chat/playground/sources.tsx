import { SourceLink } from "@/components/chat/source-link";
import type { CitationView } from "@/lib/domains/chat/schema";
import { AnswerText, type SourceId } from "./answer-text";

/** The passages an answer cites, each with the words that it rests on. */
export function Sources({
  citations,
  sourceId,
}: {
  citations: readonly CitationView[];
  sourceId: SourceId;
}) {
  if (citations.length === 0) return null;
  return (
    <section aria-label="Sources" className="border-t px-5 py-4">
      <h3 className="text-[0.8125rem] font-medium text-muted">
        {citations.length === 1 ? "Source" : "Sources"}
      </h3>
      <ol className="mt-2.5 space-y-2">
        {citations.map(({ index, title, url, quote }) => (
          <li
            key={index}
            id={sourceId(index)}
            className="flex scroll-mt-20 gap-3 rounded-md border px-3 py-2.5 transition-colors target:border-accent target:bg-accent-soft"
          >
            <span className="mt-0.5 flex size-4.5 shrink-0 items-center justify-center rounded-sm bg-accent-soft text-xs font-medium text-accent tabular-nums">
              {index}
            </span>
            <div className="min-w-0 flex-1 text-[0.8125rem]">
              <p className="font-medium break-words" dir="auto">
                {title}
              </p>
              <blockquote className="mt-1 text-muted" dir="auto">
                {/* A quote cites nothing: a `[1]` in it is its document's own. */}
                <AnswerText
                  text={quote}
                  citations={[]}
                  streaming={false}
                  sourceId={sourceId}
                  className="space-y-2 text-[0.8125rem]"
                />
              </blockquote>
              <SourceLink url={url} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
