"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { asProblem, checked } from "@/components/knowledge/editor/as-problem";
import { useUnsavedGuard } from "@/components/knowledge/editor/use-unsaved-guard";
import { Section } from "@/components/ui/card";
import { describeError } from "@/lib/core/problem";
import { usePreviewAnswer, usePublishAnswer } from "@/lib/domains/quality/gaps/queries";
import { gapAnswerInput, type GapDetail } from "@/lib/domains/quality/gaps/schema";
import { AnswerForm, type AnswerValues } from "./answer-form";
import { AnswerPreviewCard } from "./answer-preview";

const MAX_TITLE = 300;
/** A FAQ has at most 50 other questions. */
const MAX_ALTERNATIVES = 50;

function questionsOf({ asked }: GapDetail): string[] {
  const texts = asked.map(({ text }) => text.trim()).filter((text) => text.length <= MAX_TITLE);
  return [...new Set(texts)].slice(0, MAX_ALTERNATIVES);
}

/** Answers a gap once: written here, compared on what visitors really asked, then published as a FAQ. */
export function WriteAnswer({ slug, gap }: { slug: string; gap: GapDetail }) {
  const router = useRouter();
  const asked = questionsOf(gap);
  const [values, setValues] = useState<AnswerValues>({
    question: gap.title.slice(0, MAX_TITLE),
    answer: "",
    alternatives: asked.filter((text) => text !== gap.title),
  });
  const preview = usePreviewAnswer(slug);
  const publish = usePublishAnswer(slug);
  const [invalid, setInvalid] = useState<unknown>();
  useUnsavedGuard(values.answer.trim() !== "" && !publish.isSuccess);
  const draft = {
    ...{ id: gap.id, question: values.question, answer: values.answer },
    alternatives: values.alternatives.filter((text) => text !== values.question.trim()),
  };
  const compare = () => {
    try {
      const input = checked(gapAnswerInput, draft);
      setInvalid(undefined);
      preview.mutate(input);
    } catch (error) {
      setInvalid(error);
    }
  };
  const previewed = preview.variables;
  const outdated = JSON.stringify(previewed) !== JSON.stringify(draft);
  const send = () =>
    previewed &&
    publish.mutate(previewed, {
      onSuccess: ({ documentId }) => {
        const show = {
          label: "Show the FAQ",
          onClick: () => router.push(`/${slug}/knowledge/${documentId}`),
        };
        toast.success("Published", { description: "It is being indexed now.", action: show });
      },
      onError: (error) =>
        toast.error("Not published", { description: describeError(error).detail }),
    });
  return (
    <>
      <Section
        title="Answer it once"
        description="Your answer becomes an FAQ. Before that you see what visitors who asked would have been told."
      >
        <AnswerForm
          values={values}
          asked={asked}
          quotes={gap.quotes}
          busy={preview.isPending}
          problem={asProblem(invalid ?? preview.error)}
          onChange={setValues}
          onPreview={compare}
        />
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
