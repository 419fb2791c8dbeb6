import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ProblemError } from "@/lib/core/problem";

/** A password that is being chosen, with what is wrong with it. */
export function NewPasswordField({
  name,
  label,
  problem,
  autoFocus,
}: {
  name: string;
  label: string;
  problem: ProblemError | undefined;
  autoFocus?: boolean;
}) {
  return (
    <Field label={label} hint="At least 10 characters." error={problem?.forField(name)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          autoFocus={autoFocus}
        />
      )}
    </Field>
  );
}
