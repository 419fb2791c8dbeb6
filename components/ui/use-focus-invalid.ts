import { useEffect, useRef, type RefObject } from "react";

/** Moves the focus to the first field that is wrong whenever a new failure comes. Goes on the form as its ref. */
export function useFocusInvalid(failure: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!failure) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [failure]);
  return form;
}
