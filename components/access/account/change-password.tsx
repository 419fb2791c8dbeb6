"use client";
import { toast } from "@/components/ui/toast";
import { NewPasswordField } from "@/components/auth/new-password-field";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { useChangePassword } from "@/lib/domains/access/account/queries";
import { changePasswordInput } from "@/lib/domains/access/account/schema";
import { endedInWords } from "./ended-in-words";

/** Without scripts it posts, so that a password never stands in an address. */
export function ChangePassword({ email }: { email: string }) {
  const hydrated = useHydrated();
  const change = useChangePassword();
  // What cannot be right is not sent, and counts as no try.
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    changePasswordInput,
    {},
    async (input) => {
      const { ended } = await change.mutateAsync(input);
      toast.success("Password changed", { description: endedInWords(ended) });
    },
  );
  return (
    <Section
      title="Password"
      description="Changing it signs you out everywhere except in this browser."
    >
      <form method="post" onSubmit={onSubmit} className="flex max-w-sm flex-col gap-4" noValidate>
        <ProblemSummary error={failure} />
        {/* For password managers: they keep a password under the name that stands in its form. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field label="Current password" error={faultOf("currentPassword")}>
          {(control) => (
            <Input
              {...control}
              {...form.register("currentPassword")}
              type="password"
              autoComplete="current-password"
              required
            />
          )}
        </Field>
        <NewPasswordField
          label="New password"
          field={() => form.register("newPassword")}
          error={faultOf("newPassword")}
        />
        <Button
          type="submit"
          variant="primary"
          className="self-start"
          busy={busy}
          disabled={!hydrated}
        >
          Change password
        </Button>
      </form>
    </Section>
  );
}
