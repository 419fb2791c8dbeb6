import type { Metadata } from "next";
import Link from "next/link";
import { connectFailure } from "@/components/access/account/connect-failure";
import { Sessions } from "@/components/access/account/sessions";
import { WaysInSections } from "@/components/access/account/ways-in";
import { TwoFactor } from "@/components/access/two-factor/two-factor";
import { FormError } from "@/components/auth/form-error";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { findOperatorLevel } from "@/lib/tenancy/lookup";
import { personOfPage } from "../person";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage({
  searchParams,
}: {
  searchParams: Promise<{ demandedBy?: string | string[]; error?: string | string[] }>;
}) {
  const { userId, email, organizations } = await personOfPage();
  const operates = (await findOperatorLevel(userId)) !== undefined;
  const { demandedBy, error } = await searchParams;
  // Only an own organization's name is shown, whatever the address says.
  const demanding =
    operates && demandedBy === "/operator"
      ? "The tenant directory"
      : organizations.find(({ slug }) => slug === demandedBy)?.name;
  return (
    <>
      <PageHeader
        title="Your account"
        description={
          <>
            Signed in as {email}
            <span className="mt-0.5 flex flex-wrap items-center gap-x-1 text-xs">
              <span className="whitespace-nowrap">Account id</span>
              <code className="font-mono break-all">{userId}</code>
              <CopyButton text={userId} label="Copy the account id" />
            </span>
          </>
        }
        {...(operates && {
          actions: (
            <Button asChild>
              <Link href="/operator">Tenant directory</Link>
            </Button>
          ),
        })}
      />
      <div className="space-y-5">
        {typeof error === "string" && <FormError>{connectFailure(error)}</FormError>}
        {/* First where somebody was sent here for it. */}
        {demanding && <TwoFactor demandedBy={demanding} />}
        <Sessions />
        <WaysInSections />
        {!demanding && <TwoFactor />}
      </div>
    </>
  );
}
