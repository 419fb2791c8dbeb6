import type { Metadata } from "next";
import Link from "next/link";
import { AcceptInvitation } from "@/components/access/members/accept-invitation";
import { JoinForm } from "@/components/access/members/join-form";
import { SwitchAccount } from "@/components/access/members/switch-account";
import { AuthCard } from "@/components/auth/auth-card";
import { readInvitation } from "@/lib/domains/access/members/acceptance-service";
import { currentUser } from "@/lib/domains/access/page-session";

// The address holds the token: no other site and no search engine may learn it.
export const metadata: Metadata = {
  title: "Invitation",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

const linkStyle = "font-medium text-accent hover:underline";

/** One page for what is expired, used, revoked, unknown or no token at all. */
function Unusable() {
  return (
    <AuthCard
      title="This invitation does not work"
      description="It may have expired or been used already, or a newer one was sent in its place. Ask whoever invited you to send another."
      footer={
        <>
          Already a member?{" "}
          <Link href="/sign-in" className={linkStyle}>
            Sign in
          </Link>
        </>
      }
    >
      {null}
    </AuthCard>
  );
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await readInvitation(token);
  if (!invitation) return <Unusable />;
  const { email, role, organizationName } = invitation;
  const user = await currentUser();
  const title = `Join ${organizationName}`;
  if (!user) {
    const back = encodeURIComponent(`/invitation/${token}`);
    return (
      <AuthCard
        title={title}
        description={`You are invited as ${role}. Create an account to accept.`}
        footer={
          <>
            Already have an account?{" "}
            <Link href={`/sign-in?callbackUrl=${back}`} className={linkStyle}>
              Sign in
            </Link>
          </>
        }
      >
        <JoinForm token={token} email={email} />
      </AuthCard>
    );
  }
  const own = user.email === email;
  return (
    <AuthCard
      title={title}
      description={
        own
          ? `You are invited as ${role}.`
          : `This invitation is for ${email}, and you are signed in as ${user.email}.`
      }
      footer={<>Signed in as {user.email}</>}
    >
      {own ? <AcceptInvitation token={token} /> : <SwitchAccount />}
    </AuthCard>
  );
}
