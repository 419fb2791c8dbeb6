import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { ownerOfLink } from "@/lib/domains/access/mailbox/link-service";

// The address holds the token: no other site and no search engine may learn it.
export const metadata: Metadata = {
  title: "New password",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function ResetPasswordPage({
  params,
}: {
  params: Promise<{ token: string }>;
}) {
  const { token } = await params;
  const open = (await ownerOfLink(token, "reset_password")) !== undefined;
  return (
    <AuthCard
      title={open ? "Set a new password" : "This link does not work"}
      description={
        open
          ? "It signs you out everywhere, and whoever else may be signed in."
          : "It may have expired or been used already, or a newer one was sent."
      }
      footer={
        <Link href="/reset-password" className="font-medium text-accent hover:underline">
          Ask for another link
        </Link>
      }
    >
      {open ? <ResetPasswordForm token={token} /> : null}
    </AuthCard>
  );
}
