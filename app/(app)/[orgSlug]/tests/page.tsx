import type { Metadata } from "next";
import { TestsPage } from "@/components/quality/tests/tests-page";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Test questions" };

export default async function TestsOfOrganization({
  params,
}: {
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return <TestsPage slug={orgSlug} />;
}
