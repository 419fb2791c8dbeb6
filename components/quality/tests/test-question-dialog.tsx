"use client";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/later";
import type { TestDraft } from "./test-question-form";

const TestQuestionForm = later(() =>
  import("./test-question-form").then((module) => module.TestQuestionForm),
);

export function TestQuestionDialog({
  slug,
  draft,
  onClose,
}: {
  slug: string;
  /** Open while there is one. */
  draft: TestDraft | undefined;
  onClose: () => void;
}) {
  return (
    <Dialog
      open={draft !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={draft?.kind === "change" ? "Change the test question" : "Add a test question"}
      closesOutside={false}
    >
      {draft && <TestQuestionForm slug={slug} draft={draft} onClose={onClose} />}
    </Dialog>
  );
}
