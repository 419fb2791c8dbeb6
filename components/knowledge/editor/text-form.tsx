"use client";
import type { SubmitEvent } from "react";
import { FormError } from "@/components/auth/form-error";
import { Permitted, useMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { describeError, type ProblemError } from "@/lib/core/problem";
import { UnreadableFile } from "./unreadable-file";
import { useDraft } from "./use-draft";
import { useUnsavedGuard } from "./use-unsaved-guard";

export interface TextValues {
  title: string;
  text: string;
  url: string;
}

/** Title, text and address of a document. The text of a file is shown and not changed here. */
export function TextForm({
  initial,
  readOnlyText = false,
  unreadable,
  isNew = false,
  busy,
  problem,
  submitLabel,
  onSubmit,
}: {
  initial: TextValues;
  readOnlyText?: boolean;
  /** Why nothing could be read from its file. */
  unreadable?: { code: string; message: string } | undefined;
  /** Nothing of it is stored yet: pressed on an empty form, its button says what is missing. */
  isNew?: boolean;
  busy: boolean;
  problem: ProblemError | undefined;
  submitLabel: string;
  onSubmit: (values: TextValues) => void;
}) {
  const { values, setValues, changed } = useDraft(initial);
  const mayWrite = useMay("kb:write");
  const form = useFocusInvalid(problem);
  useUnsavedGuard(changed && !busy);
  const set = (name: keyof TextValues) => (event: { target: { value: string } }) =>
    setValues({ ...values, [name]: event.target.value });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(values);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem && !problem.problem.errors?.length && (
        <FormError>{describeError(problem).detail}</FormError>
      )}
      <Field label="Title" error={problem?.forField("title")}>
        {(control) => (
          <Input
            {...control}
            value={values.title}
            onChange={set("title")}
            maxLength={300}
            readOnly={!mayWrite}
          />
        )}
      </Field>
      {unreadable ? (
        <UnreadableFile error={unreadable} />
      ) : (
        <Field
          label="Text"
          hint={
            readOnlyText
              ? "Read from the uploaded file. Upload a new file to change it."
              : "Plain text or Markdown. Headings (# Like this) help to find the right passage."
          }
          aside={`${values.text.length.toLocaleString("en")} characters`}
          error={problem?.forField("text")}
        >
          {(control) => (
            <Textarea
              {...control}
              value={values.text}
              onChange={set("text")}
              readOnly={readOnlyText || !mayWrite}
              {...(readOnlyText && { placeholder: "Nothing has been read from the file yet." })}
              className={cn(
                "font-mono text-[0.8125rem]",
                values.text || !readOnlyText ? "min-h-80" : "",
              )}
              dir="auto"
            />
          )}
        </Field>
      )}
      <Field
        label="Web address (optional)"
        hint="Shown to visitors as the source's link."
        error={problem?.forField("url")}
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            placeholder="https://"
            value={values.url}
            onChange={set("url")}
            readOnly={!mayWrite}
          />
        )}
      </Field>
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
