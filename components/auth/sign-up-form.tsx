"use client";
import { signIn } from "next-auth/react";
import Link from "next/link";
import { useState, type SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import {
  describeError,
  invalidInput,
  ProblemError,
  unreachable,
  unwrap,
  waitInWords,
} from "@/lib/core/problem";
import { signUp } from "@/lib/domains/access/actions";
import { signUpInput } from "@/lib/domains/access/schema";
import { FormError } from "./form-error";
import { textOf } from "./text-of";
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
  return signedIn?.error ? "/sign-in" : `/${organizationSlug}/knowledge`;
}

function summary(problem: ProblemError): string {
  if (!problem.is("rate_limited")) return describeError(problem).detail;
  const wait = problem.retryAfterSeconds;
  return `Too many sign-ups from your network. Try again ${wait ? waitInWords(wait) : "in a few minutes"}.`;
}

/** Without scripts it posts, so that a password never stands in an address. */
export function SignUpForm() {
  const hydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const formRef = useFocusInvalid(problem);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      window.location.assign(await createAccount(new FormData(event.currentTarget)));
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : unreachable());
      setBusy(false);
    }
  };
  const named = problem?.problem.errors?.length;
  return (
    <form
      ref={formRef}
      method="post"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-4"
      noValidate
    >
      {problem && !named && (
        <FormError>
          {summary(problem)}{" "}
          {problem.is("invalid_input") && (
            <Link href="/sign-in" className="font-medium underline">
              Go to sign-in
            </Link>
          )}
        </FormError>
      )}
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
      <Field label="Password" hint="At least 10 characters." error={problem?.forField("password")}>
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={10}
            maxLength={200}
          />
        )}
      </Field>
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
