import "server-only";
import type { z } from "zod";
import { AppError, notFound, type FieldError } from "@/lib/core/errors";
import { plainMessage } from "./plain-message";

/**
 * Where a text stands that Postgres cannot store: one with NUL or a lone surrogate. Asked of everything that comes in,
 * so that no schema has to remember it.
 */
function findUnstorable(
  value: unknown,
  path: readonly string[] = [],
): readonly string[] | undefined {
  if (typeof value === "string")
    return value.isWellFormed() && !value.includes("\0") ? undefined : path;
  if (typeof value !== "object" || value === null || value instanceof Blob) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = findUnstorable(inner, [...path, name]);
    if (found) return found;
  }
  return undefined;
}

/** Parses input by a strict schema; throws `invalid_input` that names each field that is wrong. */
export function validate<T>(schema: z.ZodType<T>, input: unknown, where: string): T {
  const result = schema.safeParse(input, { error: plainMessage });
  if (result.success) {
    const unstorable = findUnstorable(result.data);
    if (!unstorable) return result.data;
    const field = unstorable.join(".") || where;
    throw new AppError("invalid_input", `${field}: Not valid Unicode text`, { field });
  }
  const fields = result.error.issues.flatMap((issue): FieldError[] => {
    const { message } = issue;
    const path = issue.path.map(String);
    if (issue.code !== "unrecognized_keys") return [{ field: path.join(".") || where, message }];
    return issue.keys.map((key) => ({ field: [...path, key].join("."), message }));
  });
  const first = fields[0];
  throw new AppError("invalid_input", first ? `${first.field}: ${first.message}` : "Not valid.", {
    fields,
  });
}

/** Parses path parameters; an id that is none names nothing that exists, so it throws `not_found`. */
export function validatePath<T>(schema: z.ZodType<T>, params: unknown): T {
  const result = schema.safeParse(params);
  if (!result.success) throw notFound("The record");
  return result.data;
}
