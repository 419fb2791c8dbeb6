"use client";
import { signIn } from "next-auth/react";
import Link from "next/link";
import { useState, type SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { describeError, unreachable } from "@/lib/core/problem";
import { FormError } from "./form-error";
import { signInFailure } from "./sign-in-failure";
import { textOf } from "./text-of";
import { useHydrated } from "./use-hydrated";

/** Without scripts it posts, so that a password never stands in an address. */
export function SignInForm({ next }: { next: string }) {
  const hydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(undefined);
    const result = await signIn("credentials", {
      email: textOf(form, "email"),
      password: textOf(form, "password"),
      redirect: false,
    }).catch(() => ({ error: "unreachable" }));
    if (result && !result.error) {
      window.location.assign(next);
      return;
    }
    setBusy(false);
    const code = result?.error ?? "internal";
    setFailure(code === "unreachable" ? describeError(unreachable()).detail : signInFailure(code));
  };
  return (
    <form
      method="post"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-4"
      noValidate
    >
      {failure && <FormError>{failure}</FormError>}
      <Field label="E-mail">
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      <Link
        href="/reset-password"
        className="-mt-2 self-start text-[0.8125rem] text-accent hover:underline"
      >
        Forgot your password?
      </Link>
      <Button
        type="submit"
        variant="primary"
        className="mt-1 h-10"
        busy={busy}
        disabled={!hydrated}
      >
        Sign in
      </Button>
    </form>
  );
}
