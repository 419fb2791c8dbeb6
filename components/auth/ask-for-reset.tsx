"use client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { invalidInput, unwrap } from "@/lib/core/problem";
import { askForPasswordReset } from "@/lib/domains/access/mailbox/actions";
import { askForResetInput } from "@/lib/domains/access/mailbox/schema";
import { ProblemSummary } from "./problem-summary";
import { textOf } from "./text-of";
import { useFormCall } from "./use-form-call";
import { useHydrated } from "./use-hydrated";

async function ask(form: FormData): Promise<void> {
  const input = askForResetInput.safeParse({ email: textOf(form, "email") });
  if (!input.success) throw invalidInput(input.error);
  unwrap(await askForPasswordReset(input.data));
}

/** Asks for a link that sets a new password. The answer is the same whether the address has an account or not. */
export function AskForReset() {
  const hydrated = useHydrated();
  const { busy, done, problem, formRef, onSubmit } = useFormCall(ask);
  if (done) {
    return (
      <p role="status" className="text-sm">
        If there is an account with this address, a link is on its way. It works for one hour. Look
        into the spam folder too.
      </p>
    );
  }
  return (
    <form
      ref={formRef}
      method="post"
      onSubmit={onSubmit}
      className="flex flex-col gap-4"
      noValidate
    >
      <ProblemSummary error={problem} />
      <Field label="E-mail" error={problem?.forField("email")}>
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
      <Button type="submit" variant="primary" className="h-10" busy={busy} disabled={!hydrated}>
        Send the link
      </Button>
    </form>
  );
}
