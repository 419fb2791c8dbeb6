"use client";
import { useState, type SubmitEvent } from "react";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { textOf } from "@/components/auth/text-of";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { invalidInput, ProblemError } from "@/lib/core/problem";
import { codeInput } from "@/lib/domains/access/two-factor/schema";

/** Takes one code of the second step and says beside the field what is wrong with it. */
export function CodeForm({
  label,
  hint,
  action,
  digits,
  busy,
  send,
}: {
  label: string;
  hint?: string;
  /** The words of its button. */
  action: string;
  /** Six digits of an app and nothing else: a phone shows its number keys. */
  digits: boolean;
  busy: boolean;
  send: (code: string, fail: (error: Error) => void) => void;
}) {
  const hydrated = useHydrated();
  const [failure, setFailure] = useState<Error>();
  const formRef = useFocusInvalid(failure);
  const problem = failure instanceof ProblemError ? failure : undefined;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    // Checked here first: what cannot be right should not count as a try.
    const input = codeInput.safeParse({ code: textOf(new FormData(event.currentTarget), "code") });
    setFailure(input.success ? undefined : invalidInput(input.error));
    if (input.success) send(input.data.code, setFailure);
  };
  return (
    <form ref={formRef} method="post" onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <ProblemSummary error={failure} />
      <Field label={label} hint={hint} error={problem?.forField("code")}>
        {(control) => (
          <Input
            {...control}
            key={label}
            name="code"
            inputMode={digits ? "numeric" : "text"}
            autoComplete={digits ? "one-time-code" : "off"}
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            maxLength={40}
            required
            autoFocus
          />
        )}
      </Field>
      <Button type="submit" variant="primary" className="h-10" busy={busy} disabled={!hydrated}>
        {action}
      </Button>
    </form>
  );
}
