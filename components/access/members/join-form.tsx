"use client";
import type { z } from "zod";
import { enterNewAccount } from "@/components/auth/begin-session";
import { NewPasswordField } from "@/components/auth/new-password-field";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { unwrap } from "@/lib/core/problem";
import { joinByInvitation } from "@/lib/domains/access/members/actions";
import { joinInput } from "@/lib/domains/access/members/schema";

async function join(input: z.output<typeof joinInput>): Promise<void> {
  const { organizationSlug, email } = unwrap(await joinByInvitation(input));
  await enterNewAccount({ email, password: input.password }, `/${organizationSlug}/knowledge`);
}

/** Makes the account of the address that was invited, and joins with it. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const hydrated = useHydrated();
  const { form, failure, faultOf, busy, sent, onSubmit } = useSchemaForm(
    joinInput,
    { token },
    join,
    { keeps: true },
  );
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4" noValidate>
      <ProblemSummary error={failure} />
      <Field label="E-mail">
        {(control) => (
          <Input {...control} name="email" autoComplete="username" value={email} readOnly />
        )}
      </Field>
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
        Create account and join
      </Button>
    </form>
  );
}
