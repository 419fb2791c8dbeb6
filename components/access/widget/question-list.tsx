"use client";
import { Plus, X } from "lucide-react";
import { useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** Questions that visitors are offered; each one's error stands below it. */
export function QuestionList({
  values,
  max,
  errorOf,
  onChange,
}: {
  values: readonly string[];
  max: number;
  errorOf: (at: number) => string | undefined;
  onChange: (values: string[]) => void;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const add = () => {
    onChange([...values, ""]);
    // Once it is drawn.
    requestAnimationFrame(() => {
      const inputs = list.current?.querySelectorAll("input");
      inputs?.[inputs.length - 1]?.focus();
    });
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-[0.8125rem] font-medium">Suggested questions</legend>
      <div ref={list} className="flex flex-col gap-2 empty:hidden">
        {values.map((value, at) => {
          const error = errorOf(at);
          return (
            <div key={at}>
              <div className="flex gap-2">
                <Input
                  aria-label={`Question ${at + 1}`}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? `${id}-${at}` : undefined}
                  value={value}
                  maxLength={120}
                  dir="auto"
                  onChange={(event) => onChange(values.with(at, event.target.value))}
                />
                <Button
                  variant="ghost"
                  size="icon"
                  className="size-9"
                  aria-label={`Remove question ${at + 1}`}
                  onClick={() => onChange(values.toSpliced(at, 1))}
                >
                  <X aria-hidden />
                </Button>
              </div>
              {error && (
                <p id={`${id}-${at}`} role="alert" className="mt-1 text-[0.8125rem] text-danger">
                  {error}
                </p>
              )}
            </div>
          );
        })}
      </div>
      <div>
        <Button size="sm" disabled={values.length >= max} onClick={add}>
          <Plus aria-hidden />
          Add a question
        </Button>
      </div>
      <p className="text-[0.8125rem] text-muted">
        {values.length === 0
          ? "One press asks it: a good way to show what your front desk knows."
          : `Up to ${max}. Ask only what your knowledge answers.`}
      </p>
    </fieldset>
  );
}
