"use client";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { unwrap } from "@/lib/core/problem";
import { resetPassword } from "@/lib/domains/access/mailbox/actions";
import { resetPasswordInput } from "@/lib/domains/access/mailbox/schema";
import { NewPasswordField } from "./new-password-field";
import { ProblemSummary } from "./problem-summary";
import { useHydrated } from "./use-hydrated";

/** Sets the password that a link from a mail is for. */
export function ResetPasswordForm({ token }: { token: string }) {
  const hydrated = useHydrated();
  const { form, failure, faultOf, busy, sent, onSubmit } = useSchemaForm(
    resetPasswordInput,
    { token },
    async (input) => unwrap(await resetPassword(input)),
  );
  if (sent) {
    return (
      <p role="status" className="text-sm">
        Your new password is set, and you are signed out everywhere.{" "}
        <Link href="/sign-in" className="font-medium text-accent hover:underline">
          Sign in with it
        </Link>
      </p>
    );
  }
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4" noValidate>
      <ProblemSummary error={failure} />
      <NewPasswordField
        label="New password"
        field={() => form.register("newPassword")}
        error={faultOf("newPassword")}
        autoFocus
      />
      <Button type="submit" variant="primary" className="h-10" busy={busy} disabled={!hydrated}>
        Set the password
      </Button>
    </form>
  );
}
