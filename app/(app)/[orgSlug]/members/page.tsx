import type { Metadata } from "next";
import { Members } from "@/components/access/members/members";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { user, organization } = await memberOfPage(orgSlug);
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Members"
        description="Who belongs to this organization, and what each of them may do."
      />
      <Members slug={orgSlug} self={{ userId: user.userId, role: organization.role }} />
    </div>
  );
}
