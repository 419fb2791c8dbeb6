import { z } from "zod";
import { AppError, type FieldError } from "@/lib/core/errors";
import type { PublicWidget } from "@/lib/domains/access/schema";

type Field = PublicWidget["formFields"][number];

const PHONE = /^\+?[\d\s().\-/]{3,40}$/;
const EMAIL = z.email().max(254);

function refusalOf({ kind, required }: Field, value: string): string | undefined {
  if (value === "") return required ? "Must not be empty" : undefined;
  if (kind === "phone" && !PHONE.test(value)) return "Not a telephone number";
  if (kind === "email" && !EMAIL.safeParse(value).success) return "Not a valid e-mail address";
  return undefined;
}

/**
 * What a visitor wrote into the owner's own form, without what was left empty. Throws `invalid_input` that names each field
 * which is missing, of another kind, or not in the form.
 */
export function checkFields(
  form: readonly Field[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = new Set(form.map(({ id }) => id));
  const unknown = Object.keys(given).filter((id) => !known.has(id));
  const refused: FieldError[] = [
    ...unknown.map((id) => ({ field: `fields.${id}`, message: "Is not in the form" })),
    ...form.flatMap((field) => {
      const message = refusalOf(field, given[field.id] ?? "");
      return message === undefined ? [] : [{ field: `fields.${field.id}`, message }];
    }),
  ];
  if (refused.length > 0) {
    throw new AppError("invalid_input", "Some fields of the form are not as they should be.", {
      fields: refused,
    });
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}
