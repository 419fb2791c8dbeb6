"use client";
import { FormError } from "@/components/auth/form-error";
import { Permitted, useMay } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError } from "@/lib/core/problem";
import { typedFaq, type TypedFaq } from "@/lib/domains/knowledge/schema";
import { Alternatives } from "./alternatives";
import { useDraft } from "./use-draft";
import { useUnsavedGuard } from "./use-unsaved-guard";

const filled = (ways: readonly string[]) =>
  ways.map((way) => way.trim()).filter((way) => way !== "");

/** A question, its answer and other ways to ask it. Ways that were left empty are not kept. */
export function FaqForm({
  stored,
  isNew = false,
  submitLabel,
  onSave,
}: {
  stored: TypedFaq;
  /** Nothing of it is stored yet: pressed on an empty form, its button says what is missing. */
  isNew?: boolean;
  submitLabel: string;
  /** Throws what goes wrong. */
  onSave: (faq: TypedFaq) => Promise<void>;
}) {
  const { form, failure, faultOf, busy, sent, onSubmit } = useSchemaForm(typedFaq, stored, onSave, {
    keeps: true,
  });
  const { changed } = useDraft(form, stored);
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
        form.setValue("alternatives", filled(form.getValues("alternatives")));
        onSubmit(event);
      }}
    >
      {failure && <FormError>{describeError(failure).detail}</FormError>}
      <Field label="Question" error={faultOf("question")}>
        {(control) => (
          <Input {...control} {...form.register("question")} maxLength={300} readOnly={!mayWrite} />
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
            className="min-h-40"
            readOnly={!mayWrite}
            dir="auto"
          />
        )}
      </Field>
      <Alternatives form={form} faultOf={faultOf} disabled={!mayWrite} />
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
