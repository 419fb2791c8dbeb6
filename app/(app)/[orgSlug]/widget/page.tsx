import type { Metadata } from "next";
import { WidgetSettings } from "@/components/access/widget/widget-settings";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Widget" };

export default async function WidgetPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Widget"
        description="How your front desk looks and what it says to visitors of your site."
      />
      <WidgetSettings slug={orgSlug} />
    </>
  );
}
