"use client";
import { useCallback, useSyncExternalStore } from "react";

const CHANGED = "frontdesk-choice";

function onChange(tell: () => void): () => void {
  window.addEventListener(CHANGED, tell);
  window.addEventListener("storage", tell);
  return () => {
    window.removeEventListener(CHANGED, tell);
    window.removeEventListener("storage", tell);
  };
}

/** A choice that this browser keeps; off until it was made. */
export function useChoice(name: string): [boolean, (on: boolean) => void] {
  const key = `frontdesk-${name}`;
  const chosen = useSyncExternalStore(
    onChange,
    () => localStorage.getItem(key) === "on",
    () => false,
  );
  const choose = useCallback(
    (on: boolean) => {
      localStorage.setItem(key, on ? "on" : "off");
      window.dispatchEvent(new Event(CHANGED));
    },
    [key],
  );
  return [chosen, choose];
}
