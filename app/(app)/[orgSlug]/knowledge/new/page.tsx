import type { Metadata } from "next";
import { NewFaq, NewText } from "@/components/knowledge/editor/new-document";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../../member";

export const metadata: Metadata = { title: "Add knowledge" };

export default async function NewDocumentPage({
  params,
  searchParams,
}: {
  params: Promise<{ orgSlug: string }>;
  searchParams: Promise<{ kind?: string | string[]; question?: string | string[] }>;
}) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  const { kind, question } = await searchParams;
  const faq = kind === "faq";
  const title = faq ? "New FAQ" : "Paste a text";
  return (
    <div className="max-w-3xl">
      <Breadcrumb slug={orgSlug} section="knowledge" page={title} />
      <PageHeader
        title={title}
        description={
          faq
            ? "A question that visitors ask, with the answer you want them to get."
            : "Anything visitors may ask about. It can be found seconds after you add it."
        }
      />
      {faq ? (
        <NewFaq slug={orgSlug} question={typeof question === "string" ? question : ""} />
      ) : (
        <NewText slug={orgSlug} />
      )}
    </div>
  );
}
