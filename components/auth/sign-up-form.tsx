"use client";
import { signIn } from "next-auth/react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { invalidInput, unwrap } from "@/lib/core/problem";
import { signUp } from "@/lib/domains/access/actions";
import { signUpInput } from "@/lib/domains/access/schema";
import { NewPasswordField } from "./new-password-field";
import { ProblemSummary } from "./problem-summary";
import { textOf } from "./text-of";
import { useFormCall } from "./use-form-call";
import { useHydrated } from "./use-hydrated";

async function createAccount(form: FormData): Promise<string> {
  const fields = ["name", "organizationName", "email", "password"] as const;
  const given = Object.fromEntries(fields.map((name) => [name, textOf(form, name)]));
  // Checked here first: a mistyped address should not count as a sign-up.
  const input = signUpInput.safeParse(given);
  if (!input.success) throw invalidInput(input.error);
  const { organizationSlug } = unwrap(await signUp(input.data));
  const { email, password } = input.data;
  const signedIn = await signIn("credentials", { email, password, redirect: false });
  // The account is there; where the session could not be begun, the sign-in page says why.
  return signedIn?.error ? "/sign-in" : `/${organizationSlug}/start`;
}

/** Without scripts it posts, so that a password never stands in an address. */
export function SignUpForm() {
  const hydrated = useHydrated();
  const { busy, problem, formRef, onSubmit } = useFormCall(async (form) => {
    window.location.assign(await createAccount(form));
  });
  return (
    <form
      ref={formRef}
      method="post"
      onSubmit={onSubmit}
      className="flex flex-col gap-4"
      noValidate
    >
      <ProblemSummary error={problem}>
        {problem?.is("invalid_input") && (
          <>
            {" "}
            <Link href="/sign-in" className="font-medium underline">
              Go to sign-in
            </Link>
          </>
        )}
      </ProblemSummary>
      <Field label="Your name" error={problem?.forField("name")}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" required maxLength={100} autoFocus />
        )}
      </Field>
      <Field label="Business name" error={problem?.forField("organizationName")}>
        {(control) => (
          <Input
            {...control}
            name="organizationName"
            autoComplete="organization"
            required
            maxLength={100}
          />
        )}
      </Field>
      <Field label="E-mail" error={problem?.forField("email")}>
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required />
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
        Create account
      </Button>
    </form>
  );
}
