import type { Metadata } from "next";
import { Members } from "@/components/access/members/members";
import { TwoFactorDemand } from "@/components/access/two-factor/two-factor-demand";
import { SettingsHeader } from "@/components/shell/settings-header";
import { readTwoFactorDemand } from "@/lib/domains/access/two-factor/demand-service";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { context, user, organization } = await memberOfPage(orgSlug);
  const demand = await readTwoFactorDemand(context);
  return (
    <div className="max-w-3xl">
      <SettingsHeader slug={orgSlug} page="members" />
      <Members slug={orgSlug} self={{ userId: user.userId, role: organization.role }} />
      {demand.mayChange && <TwoFactorDemand slug={orgSlug} required={demand.required} />}
    </div>
  );
}
