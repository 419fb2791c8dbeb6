/** @jsxImportSource preact */
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import type { Texts } from "../texts";
import { SendIcon } from "./icons";

const questionLimit = 4000;
/** From here on the counter is shown: before, it would only be noise. */
const counterFrom = 3500;

interface ComposerProps {
  texts: Texts;
  input: RefObject<HTMLTextAreaElement | null>;
  onSend: (question: string) => void;
}

/** The input: Enter sends, Shift+Enter starts a new line; what is too long is kept and counted. */
export function Composer({ texts, input, onSend }: ComposerProps) {
  const [draft, setDraft] = useState("");
  const question = draft.trim();
  const tooLong = question.length > questionLimit;
  const sendable = question !== "" && !tooLong;

  function submit(): void {
    if (!sendable) return;
    setDraft("");
    onSend(question);
    input.current?.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="field" data-invalid={tooLong}>
        {/* The hidden twin gives the field the height of its text, without measuring. */}
        <div class="grow" data-text={draft}>
          <textarea
            ref={input}
            rows={1}
            value={draft}
            placeholder={texts.placeholder}
            aria-label={texts.inputLabel}
            aria-invalid={tooLong}
            aria-describedby="counter"
            enterkeyhint="send"
            dir="auto"
            onInput={(event) => setDraft(event.currentTarget.value)}
            onKeyDown={(event) => {
              // While an input method composes a character, Enter belongs to it.
              if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              submit();
            }}
          />
        </div>
        <button type="submit" class="send" aria-label={texts.send} disabled={!sendable}>
          <SendIcon />
        </button>
      </div>
      <p id="counter" class="counter" data-invalid={tooLong}>
        {question.length >= counterFrom ? (
          <>
            {question.length} / {questionLimit}
            {tooLong && <> – {texts.tooLong}</>}
          </>
        ) : (
          texts.footnote
        )}
      </p>
    </form>
  );
}
