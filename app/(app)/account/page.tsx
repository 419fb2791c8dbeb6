import type { Metadata } from "next";
import { ChangePassword } from "@/components/access/account/change-password";
import { Sessions } from "@/components/access/account/sessions";
import { TwoFactor } from "@/components/access/two-factor/two-factor";
import { PageHeader } from "@/components/shell/page-header";
import { personOfPage } from "./person";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage({
  searchParams,
}: {
  searchParams: Promise<{ demandedBy?: string | string[] }>;
}) {
  const { email, organizations } = await personOfPage();
  const { demandedBy } = await searchParams;
  // Only an own organization's name is shown, whatever the address says.
  const demanding = organizations.find(({ slug }) => slug === demandedBy)?.name;
  return (
    <>
      <PageHeader title="Your account" description={`Signed in as ${email}`} />
      <div className="space-y-5">
        {/* First where somebody was sent here for it. */}
        {demanding && <TwoFactor demandedBy={demanding} />}
        <Sessions />
        <ChangePassword email={email} />
        {!demanding && <TwoFactor />}
      </div>
    </>
  );
}
