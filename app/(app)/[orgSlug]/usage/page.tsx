import type { Metadata } from "next";
import { SettingsHeader } from "@/components/shell/settings-header";
import { Usage } from "@/components/usage/usage";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <SettingsHeader slug={orgSlug} page="usage" />
      <Usage slug={orgSlug} />
    </>
  );
}
