import { Check } from "lucide-react";

/** A drawing of the widget at work, in HTML: one question with a source, one without an answer. */
export function AnswerPreview() {
  return (
    <figure
      aria-label="Example of a conversation"
      className="rounded-xl border bg-surface p-5 shadow-raised sm:p-6"
    >
      <div className="ml-auto w-fit max-w-[85%] rounded-lg rounded-br-sm bg-primary px-3.5 py-2 text-on-primary">
        Can I bring back a plant that died?
      </div>
      <div className="mt-4 max-w-[92%] rounded-lg rounded-bl-sm bg-subtle px-3.5 py-2.5">
        Hardy plants are guaranteed for twelve months: bring the plant and the receipt and we
        replace it once.
        <span className="ml-1 inline-flex h-4.5 items-center rounded-sm bg-accent-soft px-1.5 align-text-bottom text-xs font-medium text-accent">
          1
        </span>
        <div className="mt-3 rounded-md border bg-surface px-3 py-2 text-[0.8125rem]">
          <p className="font-medium">Returns and plant guarantee</p>
          <p className="mt-0.5 text-muted">“…hardy plants carry a twelve-month guarantee…”</p>
        </div>
        <p className="mt-2.5 flex items-center gap-1.5 text-xs text-success">
          <Check className="size-3.5" aria-hidden /> Supported by its source
        </p>
      </div>
      <div className="mt-5 ml-auto w-fit max-w-[85%] rounded-lg rounded-br-sm bg-primary px-3.5 py-2 text-on-primary">
        Do you sell wedding cakes?
      </div>
      <div className="mt-4 max-w-[92%] rounded-lg rounded-bl-sm bg-subtle px-3.5 py-2.5">
        I don’t have information about that.
      </div>
    </figure>
  );
}
