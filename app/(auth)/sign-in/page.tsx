import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { FormError } from "@/components/auth/form-error";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { safeCallback } from "@/components/auth/safe-callback";
import { secondStepAddress } from "@/components/auth/second-step-address";
import { SignInForm } from "@/components/auth/sign-in-form";
import { signInFailure } from "@/components/auth/sign-in-failure";
import { configuredProviders } from "@/lib/domains/access/providers/configured";
import { currentUser, homeOf } from "@/lib/domains/access/page-session";
import { pendingSession } from "@/lib/domains/access/two-factor/second-step";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
}) {
  const { callbackUrl, error } = await searchParams;
  const back = typeof callbackUrl === "string" ? safeCallback(callbackUrl) : undefined;
  const user = await currentUser();
  // next-auth leads here too when a sign-in could not be connected to an account.
  if (user && typeof error === "string") redirect(`/account?error=${encodeURIComponent(error)}`);
  if (user) redirect(back ?? homeOf(user));
  if (await pendingSession()) redirect(secondStepAddress(back));
  return (
    <AuthCard
      title="Sign in"
      description="Welcome back to your front desk."
      footer={
        <>
          No account yet?{" "}
          <Link href="/sign-up" className="font-medium text-accent hover:underline">
            Create one
          </Link>
        </>
      }
    >
      {typeof error === "string" && (
        <div className="mb-5">
          <FormError>{signInFailure(error)}</FormError>
        </div>
      )}
      {/* Signed in, this page sends on to where the person begins. */}
      <ProviderButtons providers={configuredProviders()} next={back ?? "/sign-in"} />
      <SignInForm next={back ?? "/sign-in"} />
    </AuthCard>
  );
}
