"use client";
import { Quote } from "lucide-react";
import { useWatch } from "react-hook-form";
import { FormError } from "@/components/auth/form-error";
import { Permitted, useMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { SchemaForm } from "@/components/ui/use-schema-form";
import { describeError } from "@/lib/core/problem";
import type { GapAnswer, MemberQuote } from "@/lib/domains/quality/gaps/schema";

function Quotes({
  quotes,
  onUse,
}: {
  quotes: readonly MemberQuote[];
  onUse: (text: string) => void;
}) {
  if (quotes.length === 0) return null;
  return (
    <section aria-label="What your team answered" className="rounded-md border bg-subtle p-3">
      <h3 className="flex items-center gap-1.5 text-[0.8125rem] font-medium">
        <Quote className="size-3.5 text-muted" aria-hidden />
        What your team answered
      </h3>
      <ul className="mt-2 space-y-2">
        {quotes.map(({ text, authorName }, at) => (
          <li key={at} className="flex flex-wrap items-start justify-between gap-2">
            <blockquote className="min-w-0 flex-1 basis-56 text-[0.8125rem]" dir="auto">
              {text}
              {authorName && <cite className="ml-1 text-muted not-italic">— {authorName}</cite>}
            </blockquote>
            <Button size="sm" onClick={() => onUse(text)} aria-label={`Begin with “${text}”`}>
              Begin with this
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Alternatives({
  asked,
  chosen,
  disabled,
  onChange,
}: {
  asked: readonly string[];
  chosen: readonly string[];
  disabled: boolean;
  onChange: (chosen: string[]) => void;
}) {
  if (asked.length === 0) return null;
  return (
    <fieldset disabled={disabled}>
      <legend className="text-[0.8125rem] font-medium">Answers these questions, too</legend>
      <ul className="mt-2 space-y-2">
        {asked.map((text) => (
          <li key={text} className="flex items-start gap-2.5 text-sm">
            <span className="mt-0.5">
              <Checkbox
                label={text}
                checked={chosen.includes(text)}
                onChange={(on) =>
                  onChange(asked.filter((one) => (one === text ? on : chosen.includes(one))))
                }
              />
            </span>
            <span className="min-w-0 break-words" dir="auto">
              {text}
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** The answer to a gap, written by a person: its box begins empty. */
export function AnswerForm({
  schemaForm: { form, failure, faultOf, busy, onSubmit },
  asked,
  quotes,
}: {
  schemaForm: SchemaForm<GapAnswer, GapAnswer>;
  /** What else visitors asked, for the FAQ's other questions. */
  asked: readonly string[];
  quotes: readonly MemberQuote[];
}) {
  const mayWrite = useMay("kb:write");
  const [question, chosen] = useWatch({
    control: form.control,
    name: ["question", "alternatives"],
  });
  const others = asked.filter((text) => text !== question.trim());
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {failure && <FormError>{describeError(failure).detail}</FormError>}
      <Field label="Question" error={faultOf("question")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("question")}
            maxLength={300}
            readOnly={!mayWrite}
            dir="auto"
          />
        )}
      </Field>
      <Field
        label="Answer"
        hint="Given to visitors as you write it here."
        error={faultOf("answer")}
      >
        {(control) => (
          <Textarea
            {...control}
            {...form.register("answer")}
            className="min-h-32"
            readOnly={!mayWrite}
            dir="auto"
          />
        )}
      </Field>
      {mayWrite && (
        <Quotes
          quotes={quotes}
          onUse={(answer) => {
            form.clearErrors("answer");
            form.setValue("answer", answer);
          }}
        />
      )}
      <Alternatives
        asked={others}
        chosen={chosen}
        disabled={!mayWrite}
        onChange={(alternatives) => form.setValue("alternatives", alternatives)}
      />
      <div>
        <Permitted permission="kb:write">
          {(refused) => (
            <Button type="submit" variant="primary" busy={busy} disabled={refused}>
              {busy ? "Asking past questions…" : "Preview on past questions"}
            </Button>
          )}
        </Permitted>
      </div>
    </form>
  );
}
