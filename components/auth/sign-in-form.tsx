"use client";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { ProblemError } from "@/lib/core/problem";
import { signInInput } from "@/lib/domains/access/schema";
import { signInByPassword } from "./begin-session";
import { ProblemSummary } from "./problem-summary";
import { signInFailure } from "./sign-in-failure";
import { useHydrated } from "./use-hydrated";

const refused = (code: string) =>
  new ProblemError({
    title: "Not signed in",
    status: 401,
    detail: signInFailure(code),
    code: "unauthenticated",
  });

/** Without scripts it posts, so that a password never stands in an address. */
export function SignInForm({ next }: { next: string }) {
  const hydrated = useHydrated();
  const { form, failure, faultOf, busy, sent, onSubmit } = useSchemaForm(
    signInInput,
    {},
    async (input) => {
      const refusal = await signInByPassword(input);
      if (refusal) throw refused(refusal);
      window.location.assign(next);
    },
    { keeps: true },
  );
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4" noValidate>
      <ProblemSummary error={failure} />
      <Field label="E-mail" error={faultOf("email")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("email")}
            type="email"
            autoComplete="username"
            required
            autoFocus
          />
        )}
      </Field>
      <Field label="Password" error={faultOf("password")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("password")}
            type="password"
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      <Link
        href="/reset-password"
        className="-mt-3 -mb-1 self-start py-1 text-[0.8125rem] text-accent hover:underline"
      >
        Forgot your password?
      </Link>
      <Button
        type="submit"
        variant="primary"
        className="mt-1 h-10"
        busy={busy || sent}
        disabled={!hydrated}
      >
        Sign in
      </Button>
    </form>
  );
}
