"use client";
import { useQuery } from "@tanstack/react-query";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageHeader } from "@/components/shell/page-header";
import { ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useUpdateFaq, useUpdateText } from "@/lib/domains/knowledge/change-queries";
import { documentQuery, faqQuery } from "@/lib/domains/knowledge/queries";
import type { DocumentDetail, FaqView, TypedDocument } from "@/lib/domains/knowledge/schema";
import { DocumentFacts } from "./document-facts";
import { DocumentTabs } from "./document-tabs";
import { FaqForm, TextForm } from "./late-forms";
import { useSaving } from "./use-saving";
import { useStored } from "./use-stored";

const textOf = ({ title, text, url }: DocumentDetail) => ({
  title,
  text: text ?? "",
  url: url ?? "",
});

function TextEditor({ slug, document: shown }: { slug: string; document: DocumentDetail }) {
  const update = useUpdateText(slug);
  const saving = useSaving();
  const document = useStored(shown, update.isPending);
  const file = document.fileName !== null;
  const stored = textOf(document);
  const save = async ({ title, text, url }: TypedDocument) => {
    const patch = {
      ...(title !== document.title && { title }),
      ...(!file && text !== document.text && { text }),
      ...(url !== document.url && { url }),
    };
    if (Object.keys(patch).length > 0)
      await saving(update.mutateAsync({ id: document.id, ...patch }));
  };
  return (
    <TextForm
      stored={stored}
      file={file}
      unreadable={file && !document.text ? document.error : undefined}
      submitLabel="Save changes"
      onSave={save}
    />
  );
}

function FaqEditor({ slug, faq }: { slug: string; faq: FaqView }) {
  const update = useUpdateFaq(slug);
  const saving = useSaving();
  const { question, answer, alternatives } = faq;
  return (
    <FaqForm
      stored={{ question, answer, alternatives }}
      submitLabel="Save changes"
      onSave={(values) => saving(update.mutateAsync({ id: faq.id, ...values }))}
    />
  );
}

function FaqCard({ slug, id }: { slug: string; id: string }) {
  const faq = useQuery(faqQuery(slug, id));
  // What is typed stays, also when it cannot be looked whether it is still what is stored.
  if (faq.data) return <FaqEditor slug={slug} faq={faq.data} />;
  return faq.isError ? (
    <ErrorState error={faq.error} onRetry={() => void faq.refetch()} />
  ) : (
    <Loading>
      <Skeleton className="h-72" />
    </Loading>
  );
}

function Columns({ slug, document }: { slug: string; document: DocumentDetail }) {
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <DocumentTabs
        slug={slug}
        document={document}
        content={
          <Card className="p-5">
            {document.kind === "faq" ? (
              <FaqCard slug={slug} id={document.id} />
            ) : (
              <TextEditor slug={slug} document={document} />
            )}
          </Card>
        }
      />
      <DocumentFacts slug={slug} document={document} />
    </div>
  );
}

/** One document or FAQ: its content on the left, its state on the right, kept up to date while it is indexed. */
export function EditDocument({ slug, id, title }: { slug: string; id: string; title: string }) {
  const document = useQuery(documentQuery(slug, id));
  const name = document.data?.title ?? title;
  return (
    <>
      <Breadcrumb slug={slug} section="knowledge" page={name} />
      <PageHeader title={name} />
      {document.data ? (
        <Columns slug={slug} document={document.data} />
      ) : document.isError ? (
        <Card>
          <ErrorState error={document.error} onRetry={() => void document.refetch()} />
        </Card>
      ) : (
        <Loading>
          <Skeleton className="h-96 rounded-lg" />
        </Loading>
      )}
    </>
  );
}
