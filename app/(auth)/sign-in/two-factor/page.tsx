import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SecondStep } from "@/components/access/two-factor/second-step";
import { AuthCard } from "@/components/auth/auth-card";
import { safeCallback } from "@/components/auth/safe-callback";
import { signInAddress } from "@/components/auth/sign-in-address";
import { pendingSession } from "@/lib/domains/access/two-factor/second-step";

export const metadata: Metadata = { title: "Sign in" };

export default async function SecondStepPage({
  searchParams,
}: {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}) {
  const { callbackUrl } = await searchParams;
  const back = typeof callbackUrl === "string" ? safeCallback(callbackUrl) : undefined;
  // The sign-in page sends on who has passed it already.
  if (!(await pendingSession())) redirect(signInAddress(back ?? null));
  return (
    <AuthCard
      title="Second step"
      description="Your account asks for a code after the password."
      footer="This waits for ten minutes."
    >
      <SecondStep next={back ?? "/sign-in"} />
    </AuthCard>
  );
}
