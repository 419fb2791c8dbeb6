/** @jsxImportSource preact */
import type { RefObject } from "preact";
import type { Texts } from "../texts";
import { SendIcon } from "./icons";

const questionLimit = 4000;
/** From here on the counter is shown: before, it would only be noise. */
const counterFrom = 3500;

/** As people and the server count: an emoji is one. */
const charactersIn = (text: string) =>
  text.length <= questionLimit ? text.length : Array.from(text).length;

interface ComposerProps {
  texts: Texts;
  input: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  /** Of the person who answers; undefined while the assistant does. */
  personName: string | undefined;
  onDraft: (draft: string) => void;
  onSend: (question: string) => void;
}

/** The input: Enter sends, Shift+Enter starts a new line; what is too long is kept and counted. */
export function Composer(props: ComposerProps) {
  const { texts, input, draft, personName, onDraft, onSend } = props;
  const question = draft.trim();
  const characters = charactersIn(question);
  const tooLong = characters > questionLimit;
  const sendable = question !== "" && !tooLong;

  function submit(): void {
    if (!sendable) return;
    onDraft("");
    input.current?.focus();
    onSend(question);
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
            placeholder={
              personName === undefined
                ? texts.t("placeholder")
                : texts.t("placeholderPerson", { name: personName })
            }
            aria-label={texts.t("inputLabel")}
            aria-invalid={tooLong}
            aria-describedby="counter"
            enterkeyhint="send"
            dir="auto"
            onInput={(event) => onDraft(event.currentTarget.value)}
            onKeyDown={(event) => {
              // While an input method composes a character, Enter belongs to it.
              if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              submit();
            }}
          />
        </div>
        <button type="submit" class="send" aria-label={texts.t("send")} disabled={!sendable}>
          <SendIcon />
        </button>
      </div>
      <p id="counter" class="counter" data-invalid={tooLong}>
        {characters >= counterFrom ? (
          <>
            {characters} / {questionLimit}
            {tooLong && <> – {texts.t("tooLong")}</>}
          </>
        ) : (
          texts.t(personName === undefined ? "footnote" : "footnotePerson")
        )}
      </p>
    </form>
  );
}
