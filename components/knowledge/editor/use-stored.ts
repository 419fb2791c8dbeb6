"use client";
import { useState } from "react";

/** What a draft follows: while a change is on its way, what was stored before, since what is shown ahead may be refused. */
export const storedOf = <T>(before: T, shown: T, isPending: boolean): T =>
  isPending ? before : shown;

/** The last of what was shown that is no change on its way. */
export function useStored<T>(shown: T, isPending: boolean): T {
  const [before, setBefore] = useState(shown);
  const stored = storedOf(before, shown, isPending);
  if (stored !== before) setBefore(stored);
  return stored;
}
