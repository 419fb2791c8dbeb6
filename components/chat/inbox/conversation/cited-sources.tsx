import { AnswerText } from "@/components/chat/playground/answer-text";
import { SourceLink } from "@/components/chat/source-link";
import type { CitationView } from "@/lib/domains/chat/schema";

export const sourceIdOf = (messageId: string) => (index: number) => `source-${messageId}-${index}`;

/** The sources of an answer, each of which opens to the words that it rests on. */
export function CitedSources({
  messageId,
  citations,
}: {
  messageId: string;
  citations: readonly CitationView[];
}) {
  if (citations.length === 0) return null;
  const sourceId = sourceIdOf(messageId);
  return (
    <ul aria-label="Sources" className="mt-2.5 space-y-1 border-t pt-2">
      {citations.map(({ index, title, url, quote }) => (
        <li key={index}>
          <details className="text-[0.8125rem]">
            <summary className="cursor-pointer marker:text-muted">
              <span className="mr-1.5 inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm bg-accent-soft px-1 text-xs font-medium text-accent tabular-nums">
                {index}
              </span>
              <span dir="auto" className="font-medium break-words">
                {title}
              </span>
            </summary>
            {/* A link to what is inside opens it. */}
            <div id={sourceId(index)} className="mt-1.5 scroll-mt-6 border-l-2 pl-3 text-muted">
              <AnswerText
                text={quote}
                citations={[]}
                streaming={false}
                sourceId={sourceId}
                className="space-y-2 text-[0.8125rem]"
              />
              <SourceLink url={url} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
