"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { toast } from "@/components/ui/toast";
import { PageHeader } from "@/components/shell/page-header";
import { ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import {
  documentQuery,
  faqQuery,
  useUpdateFaq,
  useUpdateText,
} from "@/lib/domains/knowledge/queries";
import {
  documentPatch,
  faqPatch,
  type DocumentDetail,
  type DocumentView,
  type FaqView,
} from "@/lib/domains/knowledge/schema";
import { asProblem, checked } from "./as-problem";
import { DocumentFacts } from "./document-facts";
import { DocumentTabs } from "./document-tabs";
import { FaqForm } from "./faq-form";
import { TextForm } from "./text-form";

function saved({ status, searchable }: DocumentView): void {
  if (status === "available") toast.success("Saved");
  else {
    toast.success("Saved", {
      description: searchable
        ? "It is being indexed. Until then visitors are answered from the version before."
        : "It is being indexed.",
    });
  }
}

function TextEditor({ slug, document }: { slug: string; document: DocumentDetail }) {
  const update = useUpdateText(slug);
  const [invalid, setInvalid] = useState<unknown>();
  const isFile = document.fileName !== null;
  const initial = { title: document.title, text: document.text ?? "", url: document.url ?? "" };
  return (
    <TextForm
      initial={initial}
      readOnlyText={isFile}
      unreadable={isFile && !document.text ? document.error : undefined}
      busy={update.isPending}
      problem={asProblem(invalid ?? update.error)}
      submitLabel="Save changes"
      onSubmit={({ title, text, url }) => {
        try {
          const patch = checked(documentPatch, {
            ...(title !== initial.title && { title }),
            ...(!isFile && text !== initial.text && { text }),
            ...(url !== initial.url && { url: url.trim() || null }),
          });
          setInvalid(undefined);
          const given = Object.fromEntries(
            Object.entries(patch).filter(([, value]) => value !== undefined),
          );
          update.mutate({ id: document.id, ...given }, { onSuccess: saved });
        } catch (error) {
          setInvalid(error);
        }
      }}
    />
  );
}

function FaqEditor({ slug, faq }: { slug: string; faq: FaqView }) {
  const update = useUpdateFaq(slug);
  const [invalid, setInvalid] = useState<unknown>();
  const { question, answer, alternatives } = faq;
  const initial = { question, answer, alternatives };
  return (
    <FaqForm
      initial={initial}
      busy={update.isPending}
      problem={asProblem(invalid ?? update.error)}
      submitLabel="Save changes"
      onSubmit={(values) => {
        try {
          checked(faqPatch, values);
          setInvalid(undefined);
          update.mutate({ id: faq.id, ...values }, { onSuccess: saved });
        } catch (error) {
          setInvalid(error);
        }
      }}
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
