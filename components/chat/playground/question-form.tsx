"use client";
import { ArrowUp, Square } from "lucide-react";
import { useRef, useState, type KeyboardEvent, type SubmitEvent } from "react";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { MAX_MESSAGE } from "@/lib/domains/chat/terms";

/** Enter asks, Shift and Enter make a new line, as in the widget. */
export function QuestionForm({
  asking,
  onAsk,
  onStop,
}: {
  asking: boolean;
  onAsk: (question: string) => void;
  onStop: () => void;
}) {
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const question = typed.trim();
  const submit = () => {
    if (question) onAsk(question);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the composition of a character, and does not ask then.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <Card className="has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:-outline-offset-1 has-[textarea:focus-visible]:outline-accent">
      <form
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          submit();
        }}
        className="p-2"
      >
        <textarea
          ref={field}
          aria-label="Question"
          placeholder="Ask as a visitor would: When are you open? What does it cost?"
          value={typed}
          rows={2}
          maxLength={MAX_MESSAGE}
          dir="auto"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-60 min-h-14 w-full resize-none rounded-md px-3 py-2 text-[0.9375rem] placeholder:text-muted/85 focus-visible:outline-none max-sm:text-base"
        />
        <div className="flex items-center justify-between gap-3 pl-3">
          <p className="text-xs text-muted max-sm:hidden">
            Enter asks, Shift + Enter starts a new line
          </p>
          {asking ? (
            <Button
              className="ml-auto"
              onClick={() => {
                onStop();
                // This button goes away with the answer, and the focus with it.
                field.current?.focus();
              }}
            >
              <Square className="fill-current" aria-hidden />
              Stop
            </Button>
          ) : (
            <span className="ml-auto">
              <Permitted permission="chat:ask">
                {(disabled) => (
                  <Button type="submit" variant="primary" disabled={disabled || !question}>
                    <ArrowUp aria-hidden />
                    Ask
                  </Button>
                )}
              </Permitted>
            </span>
          )}
        </div>
      </form>
    </Card>
  );
}
