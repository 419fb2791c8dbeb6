"use client";
import { ArrowRight, Check, CircleAlert, Minus } from "lucide-react";
import { useId } from "react";
import { AnswerText } from "@/components/chat/playground/answer-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import type { AnswerPreview, PreviewRow, StandIn } from "@/lib/domains/quality/gaps/preview-schema";
import { counted } from "./gap-words";

/** Its numbers lead nowhere here: the sources stand below by their titles. */
const MARKS = / ?\[\d+\]/g;

const STAND_IN: Readonly<Record<StandIn, string>> = {
  over_budget: "Quotes in your model’s place: the day’s budget is used up.",
  model_away: "Quotes in your model’s place: it failed too often and is paused.",
  model_failed: "Quotes in your model’s place: its call failed.",
};

function Side({ name, side }: { name: string; side: PreviewRow["before"] }) {
  const id = useId();
  return (
    <div className="min-w-0 rounded-md border bg-surface p-3">
      <p className="text-xs font-medium text-muted">{name}</p>
      <AnswerText
        text={side.text.replace(MARKS, "")}
        citations={[]}
        streaming={false}
        sourceId={(index) => `${id}-${index}`}
        className="mt-1 space-y-2 text-[0.8125rem]"
      />
      {side.standIn && <p className="mt-1.5 text-xs text-warning">{STAND_IN[side.standIn]}</p>}
      {side.sources.length > 0 && (
        <p className="mt-1.5 text-xs text-muted">From {side.sources.join(", ")}</p>
      )}
    </div>
  );
}

function Verdict({ row }: { row: PreviewRow }) {
  if (row.ofGap && row.usesFaq)
    return (
      <Badge tone="success">
        <Check aria-hidden />
        Answered by it
      </Badge>
    );
  if (row.changed)
    return (
      <Badge tone="warning">
        <CircleAlert aria-hidden />
        Changes
      </Badge>
    );
  return (
    <Badge tone={row.ofGap ? "danger" : "neutral"}>
      <Minus aria-hidden />
      {row.ofGap ? "Not answered by it" : "Stays as it is"}
    </Badge>
  );
}

function Rows({ rows, label }: { rows: readonly PreviewRow[]; label: string }) {
  return (
    <ul aria-label={label} className="divide-y">
      {rows.map((row) => (
        <li key={row.question} className="py-3.5">
          <div className="flex flex-wrap items-start justify-between gap-2">
            <p className="min-w-0 flex-1 basis-56 text-sm font-medium break-words" dir="auto">
              {row.question}
            </p>
            <Verdict row={row} />
          </div>
          {row.changed && (
            <div className="mt-2 grid items-center gap-2 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
              <Side name="Now" side={row.before} />
              <ArrowRight className="size-4 text-muted max-sm:rotate-90" aria-hidden />
              <Side name="With this FAQ" side={row.after} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function summary({ rows }: AnswerPreview): string {
  const own = rows.filter(({ ofGap }) => ofGap);
  const others = rows.filter(({ ofGap }) => !ofGap);
  const answered = own.filter(({ usesFaq }) => usesFaq).length;
  const changed = others.filter((row) => row.changed).length;
  const elsewhere =
    others.length === 0
      ? "There are no other answered questions yet that it could change."
      : `Of ${counted(others.length, "other question")} that ${others.length === 1 ? "was" : "were"} answered lately, ${changed === 0 ? "none is" : `${changed} ${changed === 1 ? "is" : "are"}`} answered differently.`;
  return `It would answer ${answered} of ${counted(own.length, "past question")} of this gap. ${elsewhere}`;
}

/** What past questions are answered now and with the answer, and the way to publish it. */
export function AnswerPreviewCard({
  preview,
  outdated,
  busy,
  onPublish,
}: {
  preview: AnswerPreview;
  /** The draft has changed since. */
  outdated: boolean;
  busy: boolean;
  onPublish: () => void;
}) {
  const { rows, left, byModel } = preview;
  const stoodIn = rows.some(({ before, after }) => before.standIn ?? after.standIn);
  return (
    <Section title="Preview" description={summary(preview)}>
      <p className="sr-only" role="status">
        {summary(preview)}
      </p>
      <Rows rows={rows.filter(({ ofGap }) => ofGap)} label="Questions of this gap" />
      {rows.some(({ ofGap }) => !ofGap) && (
        <>
          <h3 className="mt-3 border-t pt-4 text-[0.8125rem] font-medium text-muted">
            Other questions, answered lately
          </h3>
          <Rows rows={rows.filter(({ ofGap }) => !ofGap)} label="Other questions" />
        </>
      )}
      {left > 0 && (
        <p className="mt-2 text-[0.8125rem] text-muted">
          {counted(left, "more question was", "more questions were")} not compared: it took too
          long.
        </p>
      )}
      <p className="mt-2 text-[0.8125rem] text-muted">
        {stoodIn
          ? "Your model could not write all of these answers: quotes stand in its place, as visitors get them now. Preview it again later to see your model’s."
          : byModel
            ? "Written by your model from the same sources as for visitors; it may choose other words next time. Its calls count as theirs do."
            : "Shown as visitors read them: quotes of your knowledge."}
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button variant="primary" busy={busy} disabled={outdated} onClick={onPublish}>
          Publish as FAQ
        </Button>
        {outdated && (
          <p role="status" className="text-[0.8125rem] text-warning">
            You have changed it since. Preview it again.
          </p>
        )}
      </div>
    </Section>
  );
}
