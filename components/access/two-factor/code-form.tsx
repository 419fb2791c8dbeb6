"use client";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
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
  send: (code: string) => Promise<unknown>;
}) {
  const hydrated = useHydrated();
  // What cannot be right is not sent, and counts as no try.
  const { form, failure, faultOf, onSubmit } = useSchemaForm(codeInput, {}, ({ code }) =>
    send(code),
  );
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4" noValidate>
      <ProblemSummary error={failure} />
      <Field label={label} hint={hint} error={faultOf("code")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("code")}
            key={label}
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
