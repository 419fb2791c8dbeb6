"use client";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { invalidInput, unwrap } from "@/lib/core/problem";
import { resetPassword } from "@/lib/domains/access/mailbox/actions";
import { resetPasswordInput } from "@/lib/domains/access/mailbox/schema";
import { NewPasswordField } from "./new-password-field";
import { ProblemSummary } from "./problem-summary";
import { textOf } from "./text-of";
import { useFormCall } from "./use-form-call";
import { useHydrated } from "./use-hydrated";

/** Sets the password that a link from a mail is for. */
export function ResetPasswordForm({ token }: { token: string }) {
  const hydrated = useHydrated();
  const { busy, done, problem, formRef, onSubmit } = useFormCall(async (form) => {
    const given = { token, newPassword: textOf(form, "newPassword") };
    const input = resetPasswordInput.safeParse(given);
    if (!input.success) throw invalidInput(input.error);
    unwrap(await resetPassword(input.data));
  });
  if (done) {
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
    <form
      ref={formRef}
      method="post"
      onSubmit={onSubmit}
      className="flex flex-col gap-4"
      noValidate
    >
      <ProblemSummary error={problem} />
      <NewPasswordField name="newPassword" label="New password" problem={problem} autoFocus />
      <Button type="submit" variant="primary" className="h-10" busy={busy} disabled={!hydrated}>
        Set the password
      </Button>
    </form>
  );
}
