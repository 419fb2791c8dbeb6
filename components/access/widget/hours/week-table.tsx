"use client";
import { Plus, X } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { WEEKDAYS, type Span, type Weekday } from "@/lib/domains/access/widget/office/schema";
import type { WidgetValues } from "../form-values";
import type { DaysValues } from "./usual-hours";

const MAX_SPANS = 4;
const nameOf = (day: Weekday) => day[0]?.toUpperCase() + day.slice(1);

function SpanFields({
  name,
  span,
  onChange,
  onRemove,
}: {
  name: string;
  span: Span;
  onChange: (span: Span) => void;
  onRemove: (() => void) | undefined;
}) {
  return (
    <div className="flex items-center gap-2">
      <Input
        type="time"
        className="w-32 min-w-0 px-2"
        aria-label={`${name} opens`}
        value={span.opens}
        onChange={(event) => onChange({ ...span, opens: event.target.value })}
      />
      <span className="text-muted" aria-hidden>
        –
      </span>
      <Input
        type="time"
        className="w-32 min-w-0 px-2"
        aria-label={`${name} closes`}
        value={span.closes}
        onChange={(event) => onChange({ ...span, closes: event.target.value })}
      />
      {onRemove && (
        <Button variant="ghost" size="icon" aria-label={`Remove ${name}`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      )}
      {span.closes !== "" && span.closes <= span.opens && (
        <span className="text-xs text-muted">next day</span>
      )}
    </div>
  );
}

function DayRow({
  day,
  spans,
  error,
  onChange,
}: {
  day: Weekday;
  spans: readonly Span[];
  error: string | undefined;
  onChange: (spans: Span[]) => void;
}) {
  const name = nameOf(day);
  const last = spans.at(-1);
  return (
    <li className="grid gap-x-3 gap-y-2 py-2.5 sm:grid-cols-[9rem_1fr]">
      <label className="flex h-control items-center gap-2.5 text-sm">
        <Checkbox
          label={`Open on ${name}`}
          checked={spans.length > 0}
          onChange={(open) => onChange(open ? [{ opens: "09:00", closes: "17:00" }] : [])}
        />
        <span aria-hidden>{name}</span>
      </label>
      <div className="flex flex-wrap items-start gap-2">
        <div className="flex flex-col gap-2">
          {spans.length === 0 && (
            <span className="flex h-control items-center text-sm text-muted">Closed</span>
          )}
          {spans.map((span, at) => (
            <SpanFields
              key={at}
              name={at === 0 ? name : `${name}, ${at + 1}.`}
              span={span}
              onChange={(changed) => onChange(spans.with(at, changed))}
              onRemove={spans.length > 1 ? () => onChange(spans.toSpliced(at, 1)) : undefined}
            />
          ))}
        </div>
        {last && spans.length < MAX_SPANS && (
          <Button
            variant="ghost"
            size="icon"
            className="size-9"
            aria-label={`Add hours on ${name}`}
            onClick={() => onChange([...spans, { opens: last.closes, closes: "20:00" }])}
          >
            <Plus aria-hidden />
          </Button>
        )}
        {error && (
          <p role="alert" className="basis-full text-[0.8125rem] text-danger">
            {error}
          </p>
        )}
      </div>
    </li>
  );
}

/** The hours of each day of the week, as many as a day has. */
export function WeekTable({
  days,
  onChange,
}: {
  days: DaysValues;
  onChange: (days: DaysValues) => void;
}) {
  const { errors } = useFormContext<WidgetValues>().formState;
  return (
    <ul aria-label="Weekly hours" className="divide-y border-y">
      {WEEKDAYS.map((day) => (
        <DayRow
          key={day}
          day={day}
          spans={days[day] ?? []}
          error={errors.hours?.days?.[day] ? "Fill in both times, such as 09:00." : undefined}
          onChange={(spans) => onChange({ ...days, [day]: spans })}
        />
      ))}
    </ul>
  );
}
