"use client";
import { useState } from "react";

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A draft after what it was made from has changed elsewhere: fields that were edited stay, the others follow. */
export function rebase<T extends object>(draft: T, from: T, to: T): T {
  const keys = Object.keys(to) as (keyof T)[];
  const fields = keys.map((key) => [key, same(draft[key], from[key]) ? to[key] : draft[key]]);
  return Object.fromEntries(fields) as T;
}

/** What is typed in a form, over what is stored. Never loses what was typed when the stored values change. */
export function useDraft<T extends object>(stored: T) {
  const [base, setBase] = useState(stored);
  const [values, setValues] = useState(stored);
  if (!same(base, stored)) {
    setBase(stored);
    setValues(rebase(values, base, stored));
  }
  return { values, setValues, changed: !same(values, stored) };
}
