import type { Metadata } from "next";
import { TenantDirectory } from "@/components/operators/tenant-directory";
import { PageHeader } from "@/components/shell/page-header";
import { requireOperatorPage } from "@/lib/domains/access/page-session";

export const metadata: Metadata = { title: "Tenants" };

export default async function OperatorPage() {
  // A page is not always rendered with its layout.
  await requireOperatorPage("ops:read");
  return (
    <>
      <PageHeader
        title="Tenants"
        description="Everybody this installation serves: how much of what, and never what it says. Nobody has a plan, since nothing is billed yet."
      />
      <TenantDirectory />
    </>
  );
}
