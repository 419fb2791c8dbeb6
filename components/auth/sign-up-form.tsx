"use client";
import Link from "next/link";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { ProblemError, unwrap } from "@/lib/core/problem";
import { signUp } from "@/lib/domains/access/actions";
import { signUpInput } from "@/lib/domains/access/schema";
import { enterNewAccount } from "./begin-session";
import { NewPasswordField } from "./new-password-field";
import { ProblemSummary } from "./problem-summary";
import { useHydrated } from "./use-hydrated";

async function createAccount(input: z.output<typeof signUpInput>): Promise<void> {
  const { organizationSlug } = unwrap(await signUp(input));
  await enterNewAccount(input, `/${organizationSlug}/start`);
}

/** Without scripts it posts, so that a password never stands in an address. */
export function SignUpForm() {
  const hydrated = useHydrated();
  const { form, failure, faultOf, busy, sent, onSubmit } = useSchemaForm(
    signUpInput,
    {},
    createAccount,
    { keeps: true },
  );
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4" noValidate>
      <ProblemSummary error={failure}>
        {failure instanceof ProblemError && failure.is("invalid_input") && (
          <>
            {" "}
            <Link href="/sign-in" className="font-medium underline">
              Go to sign-in
            </Link>
          </>
        )}
      </ProblemSummary>
      <Field label="Your name" error={faultOf("name")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("name")}
            autoComplete="name"
            required
            maxLength={100}
            autoFocus
          />
        )}
      </Field>
      <Field label="Business name" error={faultOf("organizationName")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("organizationName")}
            autoComplete="organization"
            required
            maxLength={100}
          />
        )}
      </Field>
      <Field label="E-mail" error={faultOf("email")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("email")}
            type="email"
            autoComplete="username"
            required
          />
        )}
      </Field>
      <NewPasswordField
        label="Password"
        field={() => form.register("password")}
        error={faultOf("password")}
      />
      <Button
        type="submit"
        variant="primary"
        className="mt-1 h-10"
        busy={busy || sent}
        disabled={!hydrated}
      >
        Create account
      </Button>
    </form>
  );
}
