/** @jsxImportSource preact */
import { Fragment, type VNode } from "preact";
import { parseAnswer, type AnswerContext, type Block, type Inline } from "../answer/parse-answer";
import type { Texts } from "../texts";

interface Shared {
  texts: Texts;
  onReference: (index: number) => void;
}

function Inlines({ parts, ...shared }: Shared & { parts: readonly Inline[] }): VNode {
  return (
    <>
      {parts.map((part, position) => {
        switch (part.kind) {
          case "text":
            return <Fragment key={position}>{part.text}</Fragment>;
          case "bold":
            return (
              <strong key={position}>
                <Inlines parts={part.children} {...shared} />
              </strong>
            );
          case "reference":
            return (
              <button
                key={position}
                type="button"
                class="reference"
                aria-label={shared.texts.t("sourceNumber", { index: part.index })}
                onClick={() => shared.onReference(part.index)}
              >
                {part.index}
              </button>
            );
        }
      })}
    </>
  );
}

function BlockView({ block, ...shared }: Shared & { block: Block }): VNode {
  switch (block.kind) {
    case "heading":
      return (
        <p class="answer-heading" dir="auto">
          <Inlines parts={block.content} {...shared} />
        </p>
      );
    case "paragraph":
      return (
        <p dir="auto">
          {block.lines.map((line, position) => (
            <Fragment key={position}>
              {position > 0 && <br />}
              <Inlines parts={line} {...shared} />
            </Fragment>
          ))}
        </p>
      );
    case "list": {
      const items = block.items.map((item, position) => (
        <li key={position}>
          <Inlines parts={item} {...shared} />
        </li>
      ));
      // The list and not its items: where its marks stand is the list's.
      return block.ordered ? (
        <ol start={block.start} dir="auto">
          {items}
        </ol>
      ) : (
        <ul dir="auto">{items}</ul>
      );
    }
    case "table":
      return (
        <div class="table" tabIndex={0}>
          <table>
            <tbody>
              {block.rows.map((row, position) => (
                <tr key={position}>
                  {row.map((cell, column) => {
                    const content = <Inlines parts={cell} {...shared} />;
                    return block.head && position === 0 ? (
                      <th key={column} scope="col">
                        {content}
                      </th>
                    ) : (
                      <td key={column}>{content}</td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

/** An answer as nodes made here: text of any origin only ever becomes a text node. */
export function AnswerText({
  text,
  context,
  ...shared
}: Shared & { text: string; context: AnswerContext }) {
  return (
    <div class="answer-text">
      {parseAnswer(text, context).map((block, position) => (
        <BlockView key={position} block={block} {...shared} />
      ))}
    </div>
  );
}
