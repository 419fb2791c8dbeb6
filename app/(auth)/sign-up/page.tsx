import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { configuredProviders } from "@/lib/domains/access/providers/configured";
import { currentUser, homeOf } from "@/lib/domains/access/page-session";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage() {
  const user = await currentUser();
  if (user) redirect(homeOf(user));
  return (
    <AuthCard
      title="Create an account"
      description="Add what your business knows, then let your site answer."
      footer={
        <>
          Already have an account?{" "}
          <Link href="/sign-in" className="font-medium text-accent hover:underline">
            Sign in
          </Link>
        </>
      }
    >
      <ProviderButtons providers={configuredProviders()} next="/sign-in" />
      <SignUpForm />
    </AuthCard>
  );
}
