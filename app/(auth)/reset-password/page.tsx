import type { Metadata } from "next";
import Link from "next/link";
import { AskForReset } from "@/components/auth/ask-for-reset";
import { AuthCard } from "@/components/auth/auth-card";

export const metadata: Metadata = { title: "Forgotten password" };

export default function AskForResetPage() {
  return (
    <AuthCard
      title="Set a new password"
      description="Enter your e-mail address, and we will send you a link."
      footer={
        <Link href="/sign-in" className="font-medium text-accent hover:underline">
          Back to sign-in
        </Link>
      }
    >
      <AskForReset />
    </AuthCard>
  );
}
