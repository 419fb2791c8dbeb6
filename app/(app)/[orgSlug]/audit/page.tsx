import type { Metadata } from "next";
import { AuditLog } from "@/components/access/audit/audit-log";
import { SettingsHeader } from "@/components/shell/settings-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <SettingsHeader slug={orgSlug} page="audit" />
      <AuditLog slug={orgSlug} />
    </>
  );
}
