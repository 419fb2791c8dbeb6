/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { Exchange, Rating } from "../chat/exchange";
import type { Texts } from "../texts";
import { AnswerText } from "./answer-text";
import { RatingView } from "./rating";
import { Sources, sourceButtonId } from "./sources";
import { Status } from "./status";

interface ExchangeViewProps {
  exchange: Exchange;
  assistantName: string;
  texts: Texts;
  onRetry: (clientMessageId: string) => void;
  onRate: (exchange: Exchange, rating: Rating | undefined) => Promise<boolean>;
  /** Asks for a person about this question. */
  onPerson: (question: string) => void;
  /** A person was asked for already, or answers. */
  personAsked: boolean;
}

function AnswerView(props: ExchangeViewProps) {
  const { exchange, texts, onRetry, onRate, onPerson } = props;
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
    <li class="message assistant" data-outcome={answer?.outcome} aria-busy={streaming}>
      <span class="hidden">{props.assistantName}: </span>
      {text && (
        <AnswerText
          text={text}
          context={{ citations: known, streaming }}
          texts={texts}
          onReference={showSource}
        />
      )}
      {answer?.quoted && answer.outcome === "answered" && <p class="quoted">{texts.t("quoted")}</p>}
      {!streaming && (
        <Sources
          idPrefix={clientMessageId}
          citations={citations}
          open={openSource}
          onToggle={toggleSource}
          texts={texts}
        />
      )}
      {answer?.outcome === "no_answer" && !props.personAsked && (
        <button type="button" class="secondary ask-person" onClick={() => onPerson(question)}>
          {texts.t("talkToPerson")}
        </button>
      )}
      {answer && text && (
        <RatingView
          exchange={exchange}
          texts={texts}
          onRate={(rating) => onRate(exchange, rating)}
        />
      )}
      <Status exchange={exchange} texts={texts} onRetry={() => onRetry(clientMessageId)} />
    </li>
  );
}

/** A question and its answer; the question alone where a person answers. */
export function ExchangeView(props: ExchangeViewProps) {
  const { exchange, texts } = props;
  const answers = exchange.phase !== "done" || exchange.text !== "";
  return (
    <>
      <li class="message visitor turn">
        <span class="hidden">{texts.t("you")}: </span>
        <p class="bubble" dir="auto">
          {exchange.question}
        </p>
      </li>
      {answers && <AnswerView {...props} />}
    </>
  );
}
