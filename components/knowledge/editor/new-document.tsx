"use client";
import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";
import { Card } from "@/components/ui/card";
import { useCreateFaq, useCreateText } from "@/lib/domains/knowledge/queries";
import { FaqForm, TextForm } from "./late-forms";

function useAdded(slug: string) {
  const router = useRouter();
  return ({ id }: { id: string }) => {
    toast.success("Added", { description: "It is being indexed now." });
    router.push(`/${slug}/knowledge/${id}`);
  };
}

const EMPTY = { title: "", text: "", url: "" };

export function NewText({ slug }: { slug: string }) {
  const added = useAdded(slug);
  const create = useCreateText(slug);
  return (
    <Card className="p-5">
      <TextForm
        stored={EMPTY}
        isNew
        submitLabel="Add to knowledge"
        onSave={async ({ url, ...values }) =>
          added(await create.mutateAsync({ ...values, ...(url && { url }) }))
        }
      />
    </Card>
  );
}

/** `question` is what a visitor asked in vain. */
export function NewFaq({ slug, question }: { slug: string; question: string }) {
  const added = useAdded(slug);
  const create = useCreateFaq(slug);
  return (
    <Card className="p-5">
      <FaqForm
        stored={{ question, answer: "", alternatives: [] }}
        isNew
        submitLabel="Add to knowledge"
        onSave={async (faq) => added(await create.mutateAsync(faq))}
      />
    </Card>
  );
}
