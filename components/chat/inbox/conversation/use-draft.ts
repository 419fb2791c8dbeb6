"use client";
import { useCallback, useSyncExternalStore } from "react";

const CHANGED = "frontdesk-draft";
const keyOf = (id: string, kind: "reply" | "note") => `frontdesk-draft-${kind}-${id}`;

function onChange(tell: () => void): () => void {
  window.addEventListener(CHANGED, tell);
  return () => window.removeEventListener(CHANGED, tell);
}

export function writeDraft(id: string, kind: "reply" | "note", text: string): void {
  if (text) sessionStorage.setItem(keyOf(id, kind), text);
  else sessionStorage.removeItem(keyOf(id, kind));
  window.dispatchEvent(new Event(CHANGED));
}

/** What is typed in a conversation and not sent: it stays there while its tab does. */
export function useDraft(id: string, kind: "reply" | "note"): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    onChange,
    () => sessionStorage.getItem(keyOf(id, kind)) ?? "",
    () => "",
  );
  const write = useCallback((next: string) => writeDraft(id, kind, next), [id, kind]);
  return [text, write];
}
