"use client";
import { Plus, X } from "lucide-react";
import type { SubmitEvent } from "react";
import { FormError } from "@/components/auth/form-error";
import { Permitted, useMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { describeError, type ProblemError } from "@/lib/core/problem";
import { useDraft } from "./use-draft";
import { useUnsavedGuard } from "./use-unsaved-guard";

export interface FaqValues {
  question: string;
  answer: string;
  alternatives: string[];
}

const MAX_ALTERNATIVES = 50;

function Alternatives({
  values,
  disabled,
  problem,
  onChange,
}: {
  values: string[];
  disabled: boolean;
  problem: ProblemError | undefined;
  onChange: (values: string[]) => void;
}) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-[0.8125rem] font-medium">Other ways to ask it</legend>
      {values.map((value, at) => {
        const error = problem?.forField(`alternatives.${at}`);
        return (
          <div key={at}>
            <div className="flex gap-2">
              <Input
                aria-label={`Other way ${at + 1}`}
                aria-invalid={error ? true : undefined}
                value={value}
                maxLength={300}
                readOnly={disabled}
                onChange={(event) => onChange(values.with(at, event.target.value))}
              />
              <Button
                variant="ghost"
                size="icon"
                className="size-9"
                aria-label={`Remove other way ${at + 1}`}
                disabled={disabled}
                onClick={() => onChange(values.toSpliced(at, 1))}
              >
                <X aria-hidden />
              </Button>
            </div>
            {error && <p className="mt-1 text-[0.8125rem] text-danger">{error}</p>}
          </div>
        );
      })}
      <div>
        <Button
          size="sm"
          disabled={disabled || values.length >= MAX_ALTERNATIVES}
          onClick={() => onChange([...values, ""])}
        >
          <Plus aria-hidden />
          Add another way
        </Button>
      </div>
      <p className="text-[0.8125rem] text-muted">
        As visitors would say it: “Can I bring my dog?”, “Are pets allowed?”
      </p>
    </fieldset>
  );
}

/** A question, its answer and other ways to ask it. Ways that were left empty are not kept. */
export function FaqForm({
  initial,
  isNew = false,
  busy,
  problem,
  submitLabel,
  onSubmit,
}: {
  initial: FaqValues;
  /** Nothing of it is stored yet: pressed on an empty form, its button says what is missing. */
  isNew?: boolean;
  busy: boolean;
  problem: ProblemError | undefined;
  submitLabel: string;
  onSubmit: (values: FaqValues) => void;
}) {
  const { values, setValues, changed } = useDraft(initial);
  const mayWrite = useMay("kb:write");
  const form = useFocusInvalid(problem);
  useUnsavedGuard(changed && !busy);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const alternatives = values.alternatives.map((way) => way.trim()).filter((way) => way !== "");
    setValues({ ...values, alternatives });
    onSubmit({ ...values, alternatives });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem && !problem.problem.errors?.length && (
        <FormError>{describeError(problem).detail}</FormError>
      )}
      <Field label="Question" error={problem?.forField("question")}>
        {(control) => (
          <Input
            {...control}
            value={values.question}
            maxLength={300}
            readOnly={!mayWrite}
            onChange={(event) => setValues({ ...values, question: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Answer"
        hint="Given to visitors as you write it here."
        error={problem?.forField("answer")}
      >
        {(control) => (
          <Textarea
            {...control}
            className="min-h-40"
            value={values.answer}
            readOnly={!mayWrite}
            dir="auto"
            onChange={(event) => setValues({ ...values, answer: event.target.value })}
          />
        )}
      </Field>
      <Alternatives
        values={values.alternatives}
        disabled={!mayWrite}
        problem={problem}
        onChange={(alternatives) => setValues({ ...values, alternatives })}
      />
      <div>
        <Permitted permission="kb:write">
          {(refused) => (
            <Button
              type="submit"
              variant="primary"
              busy={busy}
              disabled={refused || !(changed || isNew)}
            >
              {submitLabel}
            </Button>
          )}
        </Permitted>
      </div>
    </form>
  );
}
