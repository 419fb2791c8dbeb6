import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { SourceDetail } from "@/components/knowledge/sources/source-detail";
import { AppError } from "@/lib/core/errors";
import { sourceParams } from "@/lib/domains/knowledge/sources/schema";
import { readSource } from "@/lib/domains/knowledge/sources/service";
import { memberOfPage } from "../../../member";

export const metadata: Metadata = { title: "Website" };

export default async function SourcePage({
  params,
}: {
  params: Promise<{ orgSlug: string; id: string }>;
}) {
  const { orgSlug, id } = await params;
  const { context } = await memberOfPage(orgSlug);
  if (!sourceParams.safeParse({ id }).success) notFound();
  const { address } = await readSource(context, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <Suspense>
      <SourceDetail slug={orgSlug} id={id} address={address} />
    </Suspense>
  );
}
