"use client";
import { useEffect, useRef } from "react";
import { useWatch, type FieldValues, type Path, type UseFormReturn } from "react-hook-form";

// A text can be long: only a list is taken apart.
const same = (a: unknown, b: unknown) =>
  a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));

/** A draft after what it was made from has changed elsewhere: fields that were edited stay, the others follow. */
export function rebase<T extends object>(draft: T, from: T, to: T): T {
  const keys = Object.keys(to) as (keyof T)[];
  const fields = keys.map((key) => [key, same(draft[key], from[key]) ? to[key] : draft[key]]);
  return Object.fromEntries(fields) as T;
}

/**
 * Has a form follow what is stored. Its values, and whether they differ from that; never loses what was typed when the
 * stored values change.
 */
export function useDraft<T extends FieldValues, Input>(
  form: UseFormReturn<T, unknown, Input>,
  stored: T,
): { values: T; changed: boolean } {
  const base = useRef(stored);
  useEffect(() => {
    const draft = form.getValues();
    const next = rebase(draft, base.current, stored);
    base.current = stored;
    for (const key of Object.keys(next) as Path<T>[])
      if (!same(next[key], draft[key])) form.setValue(key, next[key]);
  }, [form, stored]);
  const values = useWatch({ control: form.control }) as T;
  const changed = Object.keys(stored).some((key) => !same(values[key], stored[key]));
  return { values, changed };
}
