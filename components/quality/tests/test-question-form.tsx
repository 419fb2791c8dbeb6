"use client";
import { useState } from "react";
import { useController } from "react-hook-form";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError } from "@/lib/core/problem";
import { useAddTestQuestion, useChangeTestQuestion } from "@/lib/domains/quality/tests/queries";
import { typedTestQuestion, type TestQuestionView } from "@/lib/domains/quality/tests/schema";
import { DocumentPicker, type ChosenDocument } from "./document-picker";

/** What the dialog begins with: a question that is changed, or one that comes from elsewhere with its source's title. */
export type TestDraft =
  { kind: "new"; question: string; source: string } | { kind: "change"; current: TestQuestionView };

function sourceOf(draft: TestDraft): ChosenDocument | undefined {
  if (draft.kind === "new" || !draft.current.documentExists) return undefined;
  const { documentId, documentTitle } = draft.current;
  return { id: documentId, title: documentTitle };
}

/** What a test question is typed into; apart, since it brings what checks it. */
export function TestQuestionForm({
  slug,
  draft,
  onClose,
}: {
  slug: string;
  draft: TestDraft;
  onClose: () => void;
}) {
  const add = useAddTestQuestion(slug);
  const change = useChangeTestQuestion(slug);
  const current = draft.kind === "change" ? draft.current : undefined;
  const [source, setSource] = useState(() => sourceOf(draft));
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    typedTestQuestion,
    {
      question: draft.kind === "new" ? draft.question : draft.current.question,
      documentId: source?.id ?? "",
      words: current?.words.join(", ") ?? "",
    },
    async (input) => {
      await (current ? change.mutateAsync({ id: current.id, ...input }) : add.mutateAsync(input));
      onClose();
    },
    { keeps: true },
  );
  // In the order in which what is wrong with them takes the focus.
  const question = form.register("question");
  const { ref: sourceRef, onChange: chooseSource } = useController({
    control: form.control,
    name: "documentId",
  }).field;
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {failure && <FormError>{describeError(failure).detail}</FormError>}
      <Field label="Question" error={faultOf("question")}>
        {(control) => (
          <Input {...control} {...question} maxLength={300} dir="auto" data-autofocus />
        )}
      </Field>
      <DocumentPicker
        slug={slug}
        ref={sourceRef}
        chosen={source}
        initialSearch={draft.kind === "new" ? draft.source : ""}
        error={faultOf("documentId")}
        onChoose={(document) => {
          setSource(document);
          chooseSource(document.id);
        }}
      />
      <Field
        label="Words the answer must contain"
        hint="Optional, with commas between: “14 days, original packaging”."
        error={faultOf("words")}
      >
        {(control) => <Input {...control} {...form.register("words")} dir="auto" />}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {current ? "Save changes" : "Add test question"}
        </Button>
      </DialogActions>
    </form>
  );
}
