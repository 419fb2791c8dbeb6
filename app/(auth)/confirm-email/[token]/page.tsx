import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { ConfirmEmail } from "@/components/auth/confirm-email";
import { isLinkOpen } from "@/lib/domains/access/mailbox/link-service";

// The address holds the token: no other site and no search engine may learn it.
export const metadata: Metadata = {
  title: "Confirm your address",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function ConfirmEmailPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const open = await isLinkOpen(token, "verify_email");
  return (
    <AuthCard
      title={open ? "Confirm your address" : "This link does not work"}
      description={
        open
          ? "So that we know that this mailbox is yours."
          : "It may have expired or been used already. Your account page sends another."
      }
      footer={
        <Link href="/account" className="font-medium text-accent hover:underline">
          Your account
        </Link>
      }
    >
      {open ? <ConfirmEmail token={token} /> : null}
    </AuthCard>
  );
}
