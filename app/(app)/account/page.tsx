import type { Metadata } from "next";
import { ChangePassword } from "@/components/access/account/change-password";
import { Sessions } from "@/components/access/account/sessions";
import { PageHeader } from "@/components/shell/page-header";
import { personOfPage } from "./person";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { email } = await personOfPage();
  return (
    <>
      <PageHeader title="Your account" description={`Signed in as ${email}`} />
      <div className="space-y-5">
        <Sessions />
        <ChangePassword email={email} />
      </div>
    </>
  );
}
