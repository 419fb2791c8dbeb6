import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { FirstRun } from "@/components/start/first-run";
import { env } from "@/lib/env";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Get started" };

export default async function StartPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Get started"
        description="Four steps to a front desk that answers on your site. You can leave and come back: what is done stays done."
      />
      <FirstRun slug={orgSlug} appUrl={env().APP_URL} />
    </div>
  );
}
