"use client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { unwrap } from "@/lib/core/problem";
import { askForPasswordReset } from "@/lib/domains/access/mailbox/actions";
import { askForResetInput } from "@/lib/domains/access/mailbox/schema";
import { ProblemSummary } from "./problem-summary";
import { useHydrated } from "./use-hydrated";

/** Asks for a link that sets a new password. The answer is the same whether the address has an account or not. */
export function AskForReset() {
  const hydrated = useHydrated();
  const { form, failure, faultOf, busy, sent, onSubmit } = useSchemaForm(
    askForResetInput,
    {},
    async (input) => unwrap(await askForPasswordReset(input)),
  );
  if (sent) {
    return (
      <p role="status" className="text-sm">
        If there is an account with this address, a link is on its way. It works for one hour. Look
        into the spam folder too.
      </p>
    );
  }
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
      <Button type="submit" variant="primary" className="h-10" busy={busy} disabled={!hydrated}>
        Send the link
      </Button>
    </form>
  );
}
