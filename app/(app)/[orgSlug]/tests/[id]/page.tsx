import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RunPage } from "@/components/quality/tests/run-page";
import { testQuestionId } from "@/lib/domains/quality/tests/schema";
import { memberOfPage } from "../../member";

export const metadata: Metadata = { title: "Run of the test questions" };

export default async function RunOfOrganization({
  params,
}: {
  params: Promise<{ orgSlug: string; id: string }>;
}) {
  const { orgSlug, id } = await params;
  await memberOfPage(orgSlug);
  if (!testQuestionId.safeParse({ id }).success) notFound();
  return <RunPage slug={orgSlug} id={id} />;
}
