"use client";
import { FormError } from "@/components/auth/form-error";
import { Permitted, useMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError } from "@/lib/core/problem";
import {
  typedDocument,
  typedFileDocument,
  type TypedDocument,
} from "@/lib/domains/knowledge/schema";
import { UnreadableFile } from "./unreadable-file";
import { useDraft } from "./use-draft";
import { useUnsavedGuard } from "./use-unsaved-guard";

interface Values {
  title: string;
  text: string;
  url: string;
}

/** Title, text and address of a document. The text of a file is shown and not changed here. */
export function TextForm({
  stored,
  file = false,
  unreadable,
  isNew = false,
  submitLabel,
  onSave,
}: {
  stored: Values;
  /** Its text is a file's, which nobody types. */
  file?: boolean;
  /** Why nothing could be read from its file. */
  unreadable?: { code: string; message: string } | undefined;
  /** Nothing of it is stored yet: pressed on an empty form, its button says what is missing. */
  isNew?: boolean;
  submitLabel: string;
  /** Throws what goes wrong. */
  onSave: (document: TypedDocument) => Promise<void>;
}) {
  const { form, failure, faultOf, busy, sent, onSubmit } = useSchemaForm(
    file ? typedFileDocument : typedDocument,
    stored,
    onSave,
    { keeps: true },
  );
  const { values, changed } = useDraft(form, stored);
  const mayWrite = useMay("kb:write");
  // Of what is new, a page of its own follows.
  const shut = busy || (isNew && sent);
  // Not yet while an edit is on its way: it may be refused.
  useUnsavedGuard(changed && !(isNew && shut));
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        form.setValue("url", form.getValues("url").trim());
        onSubmit(event);
      }}
    >
      {failure && <FormError>{describeError(failure).detail}</FormError>}
      <Field label="Title" error={faultOf("title")}>
        {(control) => (
          <Input {...control} {...form.register("title")} maxLength={300} readOnly={!mayWrite} />
        )}
      </Field>
      {unreadable ? (
        <UnreadableFile error={unreadable} />
      ) : (
        <Field
          label="Text"
          hint={
            file
              ? "Read from the uploaded file. Upload a new file to change it."
              : "Plain text or Markdown. Headings (# Like this) help to find the right passage."
          }
          aside={`${values.text.length.toLocaleString("en")} characters`}
          error={faultOf("text")}
        >
          {(control) => (
            <Textarea
              {...control}
              {...form.register("text")}
              readOnly={file || !mayWrite}
              {...(file && { placeholder: "Nothing has been read from the file yet." })}
              className={cn("font-mono text-[0.8125rem]", values.text || !file ? "min-h-80" : "")}
              dir="auto"
            />
          )}
        </Field>
      )}
      <Field
        label="Web address (optional)"
        hint="Shown to visitors as the source's link."
        error={faultOf("url")}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register("url")}
            type="url"
            inputMode="url"
            placeholder="https://"
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
              busy={shut}
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
