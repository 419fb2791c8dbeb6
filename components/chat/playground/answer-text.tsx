import { Fragment, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { parseAnswer, type Block, type Inline } from "@/widget/panel/answer/parse-answer";

function Inlines({ parts, sourceId }: { parts: readonly Inline[]; sourceId: SourceId }) {
  return parts.map((part, at): ReactNode => {
    switch (part.kind) {
      case "text":
        return <Fragment key={at}>{part.text}</Fragment>;
      case "bold":
        return (
          <strong key={at} className="font-semibold">
            <Inlines parts={part.children} sourceId={sourceId} />
          </strong>
        );
      case "reference":
        return (
          <a
            key={at}
            href={`#${sourceId(part.index)}`}
            aria-label={`Source ${part.index}`}
            className="mx-0.5 inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm bg-accent-soft px-1 align-text-bottom text-xs font-medium text-accent tabular-nums hover:bg-accent hover:text-surface"
          >
            {part.index}
          </a>
        );
    }
  });
}

function Table({ block, sourceId }: { block: Block & { kind: "table" }; sourceId: SourceId }) {
  return (
    <div className="overflow-x-auto rounded-md border" tabIndex={0} role="group" aria-label="Table">
      <table className="w-full text-[0.8125rem]">
        <tbody className="divide-y">
          {block.rows.map((row, position) => {
            const head = block.head && position === 0;
            const Cell = head ? "th" : "td";
            return (
              <tr key={position} className={head ? "bg-subtle text-left font-medium" : undefined}>
                {row.map((cell, column) => (
                  <Cell key={column} {...(head && { scope: "col" })} className="px-3 py-1.5">
                    <Inlines parts={cell} sourceId={sourceId} />
                  </Cell>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function BlockView({ block, sourceId }: { block: Block; sourceId: SourceId }) {
  switch (block.kind) {
    case "heading":
      return (
        <p dir="auto" className="font-semibold">
          <Inlines parts={block.content} sourceId={sourceId} />
        </p>
      );
    case "paragraph":
      return (
        <p dir="auto">
          {block.lines.map((line, at) => (
            <Fragment key={at}>
              {at > 0 && <br />}
              <Inlines parts={line} sourceId={sourceId} />
            </Fragment>
          ))}
        </p>
      );
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      const style = block.ordered ? "list-decimal" : "list-disc";
      return (
        <List
          {...(block.ordered && { start: block.start })}
          className={`space-y-1 pl-5 marker:text-muted ${style}`}
        >
          {block.items.map((item, at) => (
            <li key={at} dir="auto">
              <Inlines parts={item} sourceId={sourceId} />
            </li>
          ))}
        </List>
      );
    }
    case "table":
      return <Table block={block} sourceId={sourceId} />;
  }
}

export type SourceId = (index: number) => string;

/** An answer as elements made here: text of any origin only ever becomes a text node. */
export function AnswerText({
  text,
  citations,
  streaming,
  sourceId,
  className,
}: {
  text: string;
  citations: readonly { index: number }[];
  streaming: boolean;
  /** The id of a source's element, where its references lead. */
  sourceId: SourceId;
  className?: string;
}) {
  const known = new Set(citations.map(({ index }) => index));
  return (
    <div className={cn("space-y-3 text-[0.9375rem] leading-relaxed break-words", className)}>
      {parseAnswer(text, { citations: known, streaming }).map((block, at) => (
        <BlockView key={at} block={block} sourceId={sourceId} />
      ))}
    </div>
  );
}
