"use client";
import { BookOpenText, SendHorizontal, StickyNote } from "lucide-react";
import { useState, type KeyboardEvent, type Ref } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { MAX_REPLY } from "@/lib/domains/chat/inbox/terms";
import { useCannedReplies } from "./canned-replies";
import { useSending } from "./sending";
import { useDraft } from "./use-draft";
import { useNote } from "./use-note";

export type Mode = "reply" | "note";

function ModeChoice({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) {
  return (
    <div role="group" aria-label="What you write" className="flex gap-1">
      {(["reply", "note"] as const).map((one) => (
        <Button
          key={one}
          size="sm"
          variant="ghost"
          aria-pressed={mode === one}
          className={cn("h-7 pointer-coarse:h-9", mode === one && "bg-hover text-ink")}
          onClick={() => onMode(one)}
        >
          {one === "reply" ? "Reply" : "Note"}
        </Button>
      ))}
    </div>
  );
}

/** Where a member writes to the visitor, or a note to the other members. What is typed stays until it is sent. */
export function Composer({
  slug,
  id,
  mode,
  onMode,
  onType,
  ref,
}: {
  slug: string;
  id: string;
  mode: Mode;
  onMode: (mode: Mode) => void;
  onType: () => void;
  ref: Ref<HTMLTextAreaElement>;
}) {
  const { send } = useSending();
  const [text, setText] = useDraft(id, mode);
  const [pickedFrom, setPickedFrom] = useState<string>();
  const note = useNote(slug);
  const isNote = mode === "note";
  const slash = !isNote && text.startsWith("/") && pickedFrom !== id;
  const canned = useCannedReplies({
    slug,
    search: slash ? text.slice(1) : undefined,
    onChoose: (answer) => setText(answer.slice(0, MAX_REPLY)),
    onLeave: () => setPickedFrom(id),
  });
  const isEmpty = text.trim() === "";
  const submit = () => {
    if (isEmpty || note.isPending || slash) return;
    if (!isNote) {
      send(id, text);
      return;
    }
    note.write(id, text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (canned.onKey(event)) return;
    if (event.key === "Escape") event.currentTarget.blur();
    // While an input method composes, Enter takes its suggestion.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className="relative border-t bg-surface px-3 py-3 sm:px-6"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div
        className={cn(
          "relative mx-auto max-w-2xl rounded-lg border border-control/70 base:bg-surface shadow-xs focus-within:border-accent",
          isNote && "bg-warning-soft",
        )}
      >
        {canned.list}
        <textarea
          ref={ref}
          {...(isNote ? {} : canned.field)}
          aria-label={isNote ? "Note for the members" : "Reply to the visitor"}
          placeholder={
            isNote
              ? "Only members see a note"
              : "Write to the visitor, or type / for an answer from your FAQs"
          }
          dir="auto"
          rows={2}
          maxLength={MAX_REPLY}
          value={text}
          onChange={(event) => {
            if (!event.target.value.startsWith("/")) setPickedFrom(undefined);
            setText(event.target.value);
            if (!isNote) onType();
          }}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-52 min-h-16 w-full resize-none rounded-t-lg bg-transparent px-3.5 py-2.5 text-sm leading-relaxed outline-none placeholder:text-muted max-sm:text-base"
        />
        <div className="flex items-center gap-1 px-2 pb-2">
          <ModeChoice mode={mode} onMode={onMode} />
          {!isNote && (
            <Tooltip text="An answer from your FAQs">
              <Button
                variant="ghost"
                size="icon"
                className="size-7 pointer-coarse:size-9"
                aria-label="Insert an answer from your FAQs"
                disabled={!isEmpty && !slash}
                onClick={() => {
                  setPickedFrom(undefined);
                  setText("/");
                  onMode("reply");
                }}
              >
                <BookOpenText aria-hidden />
              </Button>
            </Tooltip>
          )}
          <span className="ml-auto text-xs whitespace-nowrap text-muted max-lg:hidden">
            {text.length > MAX_REPLY - 500
              ? `${MAX_REPLY - text.length} characters left`
              : "Enter sends, Shift + Enter breaks the line"}
          </span>
          <Button
            type="submit"
            size="sm"
            variant="primary"
            busy={note.isPending}
            disabled={isEmpty || slash}
            className="max-lg:ml-auto"
          >
            {isNote ? <StickyNote aria-hidden /> : <SendHorizontal aria-hidden />}
            {isNote ? "Add note" : "Send"}
          </Button>
        </div>
      </div>
    </form>
  );
}
