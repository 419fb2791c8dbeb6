import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A password that is being chosen, with what is wrong with it. */
export function NewPasswordField({
  label,
  field,
  error,
  autoFocus,
}: {
  label: string;
  /** Registers it once it is its turn: in that order what is wrong takes the focus. */
  field: () => UseFormRegisterReturn;
  error: string | undefined;
  autoFocus?: boolean;
}) {
  return (
    <Field label={label} hint="At least 10 characters." error={error}>
      {(control) => (
        <Input
          {...control}
          {...field()}
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
