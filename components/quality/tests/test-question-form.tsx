"use client";
import { useState, type SubmitEvent } from "react";
import { FormError } from "@/components/auth/form-error";
import { asProblem, checked } from "@/components/knowledge/editor/as-problem";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { describeError } from "@/lib/core/problem";
import { useAddTestQuestion, useChangeTestQuestion } from "@/lib/domains/quality/tests/queries";
import { testQuestionInput, type TestQuestionView } from "@/lib/domains/quality/tests/schema";
import { DocumentPicker, type ChosenDocument } from "./document-picker";

/** What the dialog begins with: a question that is changed, or one that comes from elsewhere with its source's title. */
export type TestDraft =
  { kind: "new"; question: string; source: string } | { kind: "change"; current: TestQuestionView };

function sourceOf(draft: TestDraft): ChosenDocument | undefined {
  if (draft.kind === "new" || !draft.current.documentExists) return undefined;
  const { documentId, documentTitle } = draft.current;
  return { id: documentId, title: documentTitle };
}

const wordsIn = (text: string) =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

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
  const [question, setQuestion] = useState(
    draft.kind === "new" ? draft.question : (current?.question ?? ""),
  );
  const [source, setSource] = useState(() => sourceOf(draft));
  const [words, setWords] = useState(current?.words.join(", ") ?? "");
  const [invalid, setInvalid] = useState<unknown>();
  const problem = asProblem(invalid ?? add.error ?? change.error);
  const form = useFocusInvalid(problem);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    try {
      const given = { question, documentId: source?.id ?? "", words: wordsIn(words) };
      const input = checked(testQuestionInput, given);
      setInvalid(undefined);
      if (current) change.mutate({ id: current.id, ...input }, { onSuccess: onClose });
      else add.mutate(input, { onSuccess: onClose });
    } catch (error) {
      setInvalid(error);
    }
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
            value={question}
            maxLength={300}
            dir="auto"
            data-autofocus
            onChange={(event) => setQuestion(event.target.value)}
          />
        )}
      </Field>
      <DocumentPicker
        slug={slug}
        chosen={source}
        initialSearch={draft.kind === "new" ? draft.source : ""}
        error={problem?.forField("documentId")}
        onChoose={setSource}
      />
      <Field
        label="Words the answer must contain"
        hint="Optional, with commas between: “14 days, original packaging”."
        error={problem?.forField("words") ?? problem?.forField("words.0")}
      >
        {(control) => (
          <Input
            {...control}
            value={words}
            dir="auto"
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={add.isPending || change.isPending}>
          {current ? "Save changes" : "Add test question"}
        </Button>
      </DialogActions>
    </form>
  );
}
