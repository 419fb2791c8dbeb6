/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { Exchange } from "../chat/exchange";
import type { Texts } from "../texts";
import { AnswerText } from "./answer-text";
import { Sources, sourceButtonId } from "./sources";
import { Status } from "./status";

interface ExchangeViewProps {
  exchange: Exchange;
  assistantName: string;
  texts: Texts;
  onRetry: (clientMessageId: string) => void;
}

/** A question and its answer. */
export function ExchangeView({ exchange, assistantName, texts, onRetry }: ExchangeViewProps) {
  const [openSource, setOpenSource] = useState<number>();
  const { clientMessageId, question, phase, text, citations, answer } = exchange;
  const streaming = phase !== "done";
  const known = new Set(citations.map(({ index }) => index));

  /** Opens a source and brings its quote into view, which would begin beneath the composer. */
  function showSource(index: number): void {
    setOpenSource(index);
    const button = document.getElementById(sourceButtonId(clientMessageId, index));
    button?.focus({ preventScroll: true });
    requestAnimationFrame(() => button?.parentElement?.scrollIntoView({ block: "nearest" }));
  }

  function toggleSource(index: number): void {
    if (index === openSource) setOpenSource(undefined);
    else showSource(index);
  }

  return (
    <>
      <li class="message visitor">
        <span class="hidden">{texts.you}: </span>
        <p class="bubble" dir="auto">
          {question}
        </p>
      </li>
      <li class="message assistant" data-outcome={answer?.outcome} aria-busy={streaming}>
        <span class="hidden">{assistantName}: </span>
        {text && (
          <AnswerText
            text={text}
            context={{ citations: known, streaming }}
            texts={texts}
            onReference={showSource}
          />
        )}
        {answer?.quoted && answer.outcome === "answered" && <p class="quoted">{texts.quoted}</p>}
        {!streaming && (
          <Sources
            idPrefix={clientMessageId}
            citations={citations}
            open={openSource}
            onToggle={toggleSource}
            texts={texts}
          />
        )}
        <Status exchange={exchange} texts={texts} onRetry={() => onRetry(clientMessageId)} />
      </li>
    </>
  );
}
