/** @jsxImportSource preact */
import type { Texts } from "../texts";
import { Field, type FieldSpec } from "./field";
import type { useForm } from "./use-form";

interface FormViewProps {
  form: ReturnType<typeof useForm>;
  specs: readonly FieldSpec[];
  submitLabel: string;
  texts: Texts;
}

/** A form's fields, what went wrong, and the button that sends it. */
export function FormView({ form, specs, submitLabel, texts }: FormViewProps) {
  return (
    <form class="form" ref={form.form} noValidate onSubmit={form.submit}>
      {specs.map((spec) => (
        <Field
          key={spec.id}
          spec={spec}
          value={form.values[spec.id] ?? ""}
          problem={form.problems[spec.id]}
          texts={texts}
          onChange={(value) => form.change(spec.id, value)}
        />
      ))}
      <div role="alert">{form.failure && <p class="failure">{form.failure}</p>}</div>
      <button type="submit" class="primary" aria-disabled={form.sending}>
        {form.sending ? texts.t("submitting") : submitLabel}
      </button>
    </form>
  );
}
