"use client";
import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { useUnsavedGuard } from "@/components/knowledge/editor/use-unsaved-guard";
import { Section } from "@/components/ui/card";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { usePreviewAnswer, usePublishAnswer } from "@/lib/domains/quality/gaps/queries";
import { gapAnswerInput, type GapAnswer, type GapDetail } from "@/lib/domains/quality/gaps/schema";
import { AnswerForm } from "./answer-form";
import { AnswerPreviewCard } from "./answer-preview";

const MAX_TITLE = 300;
/** A FAQ has at most 50 other questions. */
const MAX_ALTERNATIVES = 50;

function questionsOf({ asked }: GapDetail): string[] {
  const texts = asked.map(({ text }) => text.trim()).filter((text) => text.length <= MAX_TITLE);
  return [...new Set(texts)].slice(0, MAX_ALTERNATIVES);
}

/** A question is no other way to ask itself. */
const withoutItself = ({ id, question, answer, alternatives }: GapAnswer): GapAnswer => ({
  id,
  question,
  answer,
  alternatives: alternatives.filter((text) => text !== question.trim()),
});

/** Answers a gap once: written here, compared on what visitors really asked, then published as a FAQ. */
export function WriteAnswer({ slug, gap }: { slug: string; gap: GapDetail }) {
  const router = useRouter();
  const asked = questionsOf(gap);
  const preview = usePreviewAnswer(slug);
  const publish = usePublishAnswer(slug);
  const initial = {
    id: gap.id,
    question: gap.title.slice(0, MAX_TITLE),
    answer: "",
    alternatives: asked.filter((text) => text !== gap.title),
  };
  const schemaForm = useSchemaForm<GapAnswer, GapAnswer>(
    gapAnswerInput,
    initial,
    (input) => preview.mutateAsync(withoutItself(input)),
    { keeps: true },
  );
  const values = useWatch({ control: schemaForm.form.control }) as GapAnswer;
  useUnsavedGuard(values.answer.trim() !== "" && !publish.isSuccess);
  const previewed = preview.variables;
  const outdated = JSON.stringify(previewed) !== JSON.stringify(withoutItself(values));
  const send = () =>
    previewed &&
    void publish.mutateAsync(previewed).then(({ documentId }) => {
      const show = {
        label: "Show the FAQ",
        onClick: () => router.push(`/${slug}/knowledge/${documentId}`),
      };
      toast.success("Published", { description: "It is being indexed now.", action: show });
    }, tellFailure("Not published"));
  return (
    <>
      <Section
        title="Answer it once"
        description="Your answer becomes an FAQ. Before that you see what visitors who asked would have been told."
      >
        <AnswerForm schemaForm={schemaForm} asked={asked} quotes={gap.quotes} />
      </Section>
      {preview.data && (
        <AnswerPreviewCard
          preview={preview.data}
          outdated={outdated}
          busy={publish.isPending}
          onPublish={send}
        />
      )}
    </>
  );
}
