import type { Metadata } from "next";
import { AuditLog } from "@/components/access/audit/audit-log";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Who did what, and what was refused. Nobody can change it, not even an owner."
      />
      <AuditLog slug={orgSlug} />
    </>
  );
}
