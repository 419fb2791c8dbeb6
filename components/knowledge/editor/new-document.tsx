"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { Card } from "@/components/ui/card";
import { useCreateFaq, useCreateText } from "@/lib/domains/knowledge/queries";
import { documentInput, faqInput } from "@/lib/domains/knowledge/schema";
import { asProblem, checked } from "./as-problem";
import { FaqForm } from "./faq-form";
import { TextForm } from "./text-form";

/** Runs a submission and keeps what was wrong with it. */
function useSubmission() {
  const [error, setError] = useState<unknown>();
  const run = async (submit: () => Promise<void>) => {
    setError(undefined);
    try {
      await submit();
    } catch (cause) {
      setError(cause);
    }
  };
  return { problem: asProblem(error), run };
}

export function NewText({ slug }: { slug: string }) {
  const router = useRouter();
  const create = useCreateText(slug);
  const { problem, run } = useSubmission();
  return (
    <Card className="p-5">
      <TextForm
        initial={{ title: "", text: "", url: "" }}
        isNew
        busy={create.isPending || create.isSuccess}
        problem={problem}
        submitLabel="Add to knowledge"
        onSubmit={({ url, ...values }) =>
          void run(async () => {
            const input = checked(documentInput, {
              ...values,
              ...(url.trim() && { url: url.trim() }),
            });
            const { id } = await create.mutateAsync(input);
            toast.success("Added", { description: "It is being indexed now." });
            router.push(`/${slug}/knowledge/${id}`);
          })
        }
      />
    </Card>
  );
}

/** `question` is what a visitor asked in vain. */
export function NewFaq({ slug, question }: { slug: string; question: string }) {
  const router = useRouter();
  const create = useCreateFaq(slug);
  const { problem, run } = useSubmission();
  return (
    <Card className="p-5">
      <FaqForm
        initial={{ question, answer: "", alternatives: [] }}
        isNew
        busy={create.isPending || create.isSuccess}
        problem={problem}
        submitLabel="Add to knowledge"
        onSubmit={(values) =>
          void run(async () => {
            const { id } = await create.mutateAsync(checked(faqInput, values));
            toast.success("Added", { description: "It is being indexed now." });
            router.push(`/${slug}/knowledge/${id}`);
          })
        }
      />
    </Card>
  );
}
