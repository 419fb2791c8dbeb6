"use client";
import { useState, type SubmitEvent } from "react";
import { toast } from "@/components/ui/toast";
import { NewPasswordField } from "@/components/auth/new-password-field";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { textOf } from "@/components/auth/text-of";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { invalidInput, ProblemError } from "@/lib/core/problem";
import { useChangePassword } from "@/lib/domains/access/account/queries";
import { changePasswordInput } from "@/lib/domains/access/account/schema";
import { endedInWords } from "./ended-in-words";

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
        <ProblemSummary error={failure} />
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
        <NewPasswordField name="newPassword" label="New password" problem={problem} />
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
