import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SwitchAccount } from "@/components/access/members/switch-account";
import { AuthCard } from "@/components/auth/auth-card";
import { ConfirmEmail } from "@/components/auth/confirm-email";
import { ownerOfLink } from "@/lib/domains/access/mailbox/link-service";
import { currentUser } from "@/lib/domains/access/page-session";

// The address holds the token: no other site and no search engine may learn it.
export const metadata: Metadata = {
  title: "Confirm your address",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

const yourAccount = (
  <Link href="/account" className="font-medium text-accent hover:underline">
    Your account
  </Link>
);

export default async function ConfirmEmailPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const owner = await ownerOfLink(token, "verify_email");
  if (!owner) {
    return (
      <AuthCard
        title="This link does not work"
        description="It may have expired or been used already. Your account page sends another."
        footer={yourAccount}
      >
        {null}
      </AuthCard>
    );
  }
  const user = await currentUser();
  if (!user) redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/confirm-email/${token}`)}`);
  const own = user.userId === owner;
  return (
    <AuthCard
      title={own ? "Confirm your address" : "This link is for another account"}
      description={
        own
          ? "So that we know that this mailbox is yours."
          : `You are signed in as ${user.email}. Sign in to the account that the link was sent for.`
      }
      footer={own ? yourAccount : <>Signed in as {user.email}</>}
    >
      {own ? <ConfirmEmail token={token} /> : <SwitchAccount />}
    </AuthCard>
  );
}
