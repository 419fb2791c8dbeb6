"use client";
import { signIn } from "next-auth/react";
import { NewPasswordField } from "@/components/auth/new-password-field";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { textOf } from "@/components/auth/text-of";
import { useFormCall } from "@/components/auth/use-form-call";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { invalidInput, unwrap } from "@/lib/core/problem";
import { joinByInvitation } from "@/lib/domains/access/members/actions";
import { joinInput } from "@/lib/domains/access/members/schema";

async function join(token: string, form: FormData): Promise<string> {
  const given = { token, name: textOf(form, "name"), password: textOf(form, "password") };
  const input = joinInput.safeParse(given);
  if (!input.success) throw invalidInput(input.error);
  const { organizationSlug, email } = unwrap(await joinByInvitation(input.data));
  const { password } = input.data;
  const signedIn = await signIn("credentials", { email, password, redirect: false });
  return signedIn?.error ? "/sign-in" : `/${organizationSlug}/knowledge`;
}

/** Makes the account of the address that was invited, and joins with it. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const hydrated = useHydrated();
  const { busy, problem, formRef, onSubmit } = useFormCall(async (form) => {
    window.location.assign(await join(token, form));
  });
  return (
    <form
      ref={formRef}
      method="post"
      onSubmit={onSubmit}
      className="flex flex-col gap-4"
      noValidate
    >
      <ProblemSummary error={problem} />
      <Field label="E-mail">
        {(control) => (
          <Input {...control} name="email" autoComplete="username" value={email} readOnly />
        )}
      </Field>
      <Field label="Your name" error={problem?.forField("name")}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" required maxLength={100} autoFocus />
        )}
      </Field>
      <NewPasswordField name="password" label="Password" problem={problem} />
      <Button
        type="submit"
        variant="primary"
        className="mt-1 h-10"
        busy={busy}
        disabled={!hydrated}
      >
        Create account and join
      </Button>
    </form>
  );
}
