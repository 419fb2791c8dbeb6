"use client";
import { useState, type SubmitEvent } from "react";
import { toast } from "sonner";
import { FormError } from "@/components/auth/form-error";
import { textOf } from "@/components/auth/text-of";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { describeError, invalidInput, ProblemError, waitInWords } from "@/lib/core/problem";
import { useChangePassword } from "@/lib/domains/access/account/queries";
import { changePasswordInput } from "@/lib/domains/access/account/schema";
import { endedInWords } from "./ended-in-words";

function summary(error: Error): string {
  if (!(error instanceof ProblemError) || !error.is("rate_limited"))
    return describeError(error).detail;
  return `Too many tries. You can try again ${waitInWords(error.retryAfterSeconds ?? 60)}.`;
}

/** Without scripts it posts, so that a password never stands in an address. */
export function ChangePassword({ email }: { email: string }) {
  const hydrated = useHydrated();
  const change = useChangePassword();
  const [failure, setFailure] = useState<Error>();
  const formRef = useFocusInvalid(failure);
  const problem = failure instanceof ProblemError ? failure : undefined;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    // Checked here first: what cannot be right should not count as a try.
    const input = changePasswordInput.safeParse({
      currentPassword: textOf(fields, "currentPassword"),
      newPassword: textOf(fields, "newPassword"),
    });
    setFailure(input.success ? undefined : invalidInput(input.error));
    if (!input.success) return;
    change.mutate(input.data, {
      onSuccess: ({ ended }) => {
        form.reset();
        toast.success("Password changed", { description: endedInWords(ended) });
      },
      onError: setFailure,
    });
  };
  return (
    <Section title="Password" description="A change signs you out everywhere but in this browser.">
      <form
        ref={formRef}
        method="post"
        onSubmit={submit}
        className="flex max-w-sm flex-col gap-4"
        noValidate
      >
        {failure && !problem?.problem.errors?.length && <FormError>{summary(failure)}</FormError>}
        {/* For password managers: they keep a password under the name that stands in its form. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field label="Present password" error={problem?.forField("currentPassword")}>
          {(control) => (
            <Input
              {...control}
              name="currentPassword"
              type="password"
              autoComplete="current-password"
              required
            />
          )}
        </Field>
        <Field
          label="New password"
          hint="At least 10 characters."
          error={problem?.forField("newPassword")}
        >
          {(control) => (
            <Input
              {...control}
              name="newPassword"
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
          className="self-start"
          busy={change.isPending}
          disabled={!hydrated}
        >
          Change password
        </Button>
      </form>
    </Section>
  );
}
