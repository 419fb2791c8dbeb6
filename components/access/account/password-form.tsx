"use client";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { useReauthenticate } from "@/lib/domains/access/account/queries";
import { reauthenticateInput } from "@/lib/domains/access/account/schema";

/** Asks for the password again; apart, since it brings what checks it. */
export function PasswordForm({ email, onDone }: { email: string; onDone: () => void }) {
  const reauthenticate = useReauthenticate();
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    reauthenticateInput,
    { currentPassword: "" },
    async (input) => {
      await reauthenticate.mutateAsync(input);
      onDone();
    },
  );
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4" noValidate>
      <ProblemSummary error={failure} />
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <Field label="Your password" error={faultOf("currentPassword")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("currentPassword")}
            type="password"
            autoComplete="current-password"
            required
            autoFocus
          />
        )}
      </Field>
      <Button type="submit" variant="primary" className="h-10" busy={busy}>
        Go on
      </Button>
    </form>
  );
}
