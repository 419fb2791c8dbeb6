import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { GapPage } from "@/components/quality/gaps/gap-page";
import { AppError } from "@/lib/core/errors";
import { gapId } from "@/lib/domains/quality/gaps/schema";
import { readGap } from "@/lib/domains/quality/gaps/service";
import { memberOfPage } from "../../member";

export const metadata: Metadata = { title: "Gap" };

export default async function GapOfOrganization({
  params,
}: {
  params: Promise<{ orgSlug: string; id: string }>;
}) {
  const { orgSlug, id } = await params;
  const { context } = await memberOfPage(orgSlug);
  if (!gapId.safeParse({ id }).success) notFound();
  const { title } = await readGap(context, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return <GapPage slug={orgSlug} id={id} title={title} />;
}
