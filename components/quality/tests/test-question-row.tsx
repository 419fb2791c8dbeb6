"use client";
import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { toast } from "@/components/ui/toast";
import { Permitted } from "@/components/shell/permissions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { describeError } from "@/lib/core/problem";
import { useAddTestQuestion, useDeleteTestQuestion } from "@/lib/domains/quality/tests/queries";
import type { TestQuestionView } from "@/lib/domains/quality/tests/schema";
import { ResultBadge } from "./result-badge";
import { MADE } from "./run-words";

/** Deletes a test question; it can be taken back while its document is there. */
function useDelete(slug: string, test: TestQuestionView) {
  const remove = useDeleteTestQuestion(slug);
  const add = useAddTestQuestion(slug);
  const failed = (title: string) => (error: unknown) =>
    toast.error(title, { description: describeError(error).detail });
  const { id, question, documentId, documentExists, words } = test;
  const undo = () =>
    void add.mutateAsync({ question, documentId, words }).catch(failed("Not brought back"));
  const press = () =>
    void remove.mutateAsync(id).then(
      () =>
        toast.success("Deleted", {
          description: question,
          ...(documentExists && { action: { label: "Undo", onClick: undo } }),
        }),
      failed("Not deleted"),
    );
  return press;
}

/** One test question with its expected source and what the last run came to. */
export function TestQuestionRow({
  slug,
  test,
  onChange,
}: {
  slug: string;
  test: TestQuestionView;
  onChange: () => void;
}) {
  const press = useDelete(slug, test);
  const { question, documentId, documentTitle, documentExists, words, last } = test;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3.5">
      <div className="min-w-0 flex-1 basis-56">
        <h2 className="text-sm font-medium break-words" dir="auto">
          {question}
        </h2>
        <p className="mt-1 text-[0.8125rem] break-words text-muted">
          {"Expected: "}
          {documentExists ? (
            <Link
              href={`/${slug}/knowledge/${documentId}`}
              className="text-ink underline-offset-2 hover:underline"
            >
              {documentTitle}
            </Link>
          ) : (
            `${documentTitle} (deleted)`
          )}
          {words.length > 0 && ` · with ${words.map((word) => `“${word}”`).join(", ")}`}
        </p>
        {last?.reason && (
          <p className="mt-1 text-[0.8125rem] text-danger">
            {last.reason}
            <span className="text-muted"> {MADE[last.made]}.</span>
          </p>
        )}
      </div>
      <div className="flex items-center gap-2 max-sm:w-full max-sm:justify-between">
        {last ? (
          <ResultBadge passed={last.passed} lost={last.lost} />
        ) : (
          <Badge>Not asked yet</Badge>
        )}
        <Permitted permission="kb:write">
          {(disabled) => (
            <span className="flex gap-1">
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Change “${question}”`}
                disabled={disabled}
                onClick={onChange}
              >
                <Pencil aria-hidden />
              </Button>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Delete “${question}”`}
                disabled={disabled}
                onClick={press}
              >
                <Trash2 aria-hidden />
              </Button>
            </span>
          )}
        </Permitted>
      </div>
    </li>
  );
}
