import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EditDocument } from "@/components/knowledge/editor/edit-document";
import { AppError } from "@/lib/core/errors";
import { idParams } from "@/lib/domains/knowledge/schema";
import { readDocument } from "@/lib/domains/knowledge/service";
import { memberOfPage } from "../../member";

export const metadata: Metadata = { title: "Document" };

export default async function DocumentPage({
  params,
}: {
  params: Promise<{ orgSlug: string; id: string }>;
}) {
  const { orgSlug, id } = await params;
  const { context } = await memberOfPage(orgSlug);
  if (!idParams.safeParse({ id }).success) notFound();
  const document = await readDocument(context, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return <EditDocument slug={orgSlug} id={id} title={document.title} />;
}
