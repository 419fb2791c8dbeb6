import type { Metadata } from "next";
import { WidgetSettings } from "@/components/access/widget/widget-settings";
import { SettingsHeader } from "@/components/shell/settings-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Widget" };

export default async function WidgetPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <SettingsHeader slug={orgSlug} page="widget" />
      <WidgetSettings slug={orgSlug} />
    </>
  );
}
