/** @jsxImportSource preact */
import { safeLink } from "../answer/safe-link";
import type { Citation } from "../chat/server-events";
import type { Texts } from "../texts";
import { AnswerText } from "./answer-text";
import { ChevronIcon, OutsideIcon } from "./icons";

interface SourcesProps {
  idPrefix: string;
  citations: readonly Citation[];
  open: number | undefined;
  onToggle: (index: number) => void;
  texts: Texts;
}

/** The id of a source's button, so that a reference in the text can move the focus to it. */
export function sourceButtonId(idPrefix: string, index: number): string {
  return `${idPrefix}-source-${index}`;
}

/** A quote cites nothing: a `[1]` in it is its document's own. */
const asQuoted = { citations: new Set<number>(), streaming: false };
const noReference = (): void => undefined;

function Source({
  idPrefix,
  citation,
  open,
  onToggle,
  texts,
}: Omit<SourcesProps, "citations"> & { citation: Citation }) {
  const { index, title, url, quote } = citation;
  const expanded = open === index;
  const link = safeLink(url);
  const quoteId = `${idPrefix}-quote-${index}`;
  return (
    <li class="source" data-open={expanded}>
      <button
        type="button"
        id={sourceButtonId(idPrefix, index)}
        class="source-title"
        aria-expanded={expanded}
        aria-controls={quoteId}
        onClick={() => onToggle(index)}
      >
        <span class="number">{index}</span>
        <span class="title" dir="auto">
          {title || texts.t("sourceNumber", { index })}
        </span>
        <ChevronIcon />
      </button>
      <div id={quoteId} class="quote" hidden={!expanded}>
        <blockquote dir="auto" tabIndex={0}>
          <AnswerText text={quote} context={asQuoted} texts={texts} onReference={noReference} />
        </blockquote>
        {link && (
          <a href={link} target="_blank" rel="noopener noreferrer">
            {texts.t("openSource")} <span class="host">{new URL(link).host}</span>
            <OutsideIcon />
          </a>
        )}
      </div>
    </li>
  );
}

export function Sources({ citations, ...shared }: SourcesProps) {
  if (citations.length === 0) return null;
  return (
    <section class="sources" aria-label={shared.texts.plural("source", citations.length)}>
      <h2>{shared.texts.plural("source", citations.length)}</h2>
      <ol>
        {citations.map((citation) => (
          <Source key={citation.index} citation={citation} {...shared} />
        ))}
      </ol>
    </section>
  );
}
