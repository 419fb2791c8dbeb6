/** @jsxImportSource preact */
import type { Texts } from "../texts";

export interface FieldSpec {
  id: string;
  label: string;
  kind: "text" | "email" | "phone" | "long";
  required: boolean;
  autocomplete?: string;
  limit: number;
}

const KEYBOARDS = { text: "text", email: "email", phone: "tel" } as const;
const EMAIL = /^\S+@\S+\.\S+$/;
const PHONE = /^\+?[\d\s().\-/]{3,40}$/;

/** What is wrong with a value, in words; undefined when nothing is. The server has the last word. */
export function problemOf(
  { kind, required, limit }: FieldSpec,
  value: string,
  texts: Texts,
): string | undefined {
  if (value === "") return required ? texts.t("required") : undefined;
  if (Array.from(value).length > limit) return texts.t("fieldTooLong");
  if (kind === "email" && !EMAIL.test(value)) return texts.t("badEmail");
  if (kind === "phone" && !PHONE.test(value)) return texts.t("badPhone");
  return undefined;
}

interface FieldProps {
  spec: FieldSpec;
  value: string;
  problem: string | undefined;
  texts: Texts;
  onChange: (value: string) => void;
}

/** One labelled field with its problem beneath it. */
export function Field({ spec, value, problem, texts, onChange }: FieldProps) {
  const id = `field-${spec.id}`;
  const shared = {
    id,
    name: spec.id,
    value,
    dir: "auto" as const,
    required: spec.required,
    "aria-invalid": problem !== undefined,
    "aria-describedby": problem === undefined ? undefined : `${id}-problem`,
  };
  return (
    <div class="form-field">
      <label for={id} dir="auto">
        {spec.label}
        {!spec.required && <span class="optional"> ({texts.t("optional")})</span>}
      </label>
      {spec.kind === "long" ? (
        <textarea rows={4} {...shared} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input
          type="text"
          inputMode={KEYBOARDS[spec.kind]}
          autocomplete={spec.autocomplete}
          {...shared}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} class="problem">
          {problem}
        </p>
      )}
    </div>
  );
}
