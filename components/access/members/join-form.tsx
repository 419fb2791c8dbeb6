"use client";
import { signIn } from "next-auth/react";
import { useState, type SubmitEvent } from "react";
import { FormError } from "@/components/auth/form-error";
import { textOf } from "@/components/auth/text-of";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { describeError, invalidInput, ProblemError, unreachable, unwrap } from "@/lib/core/problem";
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
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const formRef = useFocusInvalid(problem);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      window.location.assign(await join(token, new FormData(event.currentTarget)));
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : unreachable());
      setBusy(false);
    }
  };
  return (
    <form
      ref={formRef}
      method="post"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-4"
      noValidate
    >
      {problem && !problem.problem.errors?.length && (
        <FormError>{describeError(problem).detail}</FormError>
      )}
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
        Create account and join
      </Button>
    </form>
  );
}
