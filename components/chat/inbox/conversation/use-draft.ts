"use client";
import { useCallback, useSyncExternalStore } from "react";
import { asDraft, partsOf, withPutBack, type Typed } from "./unsent-parts";

const CHANGED = "frontdesk-draft";
const keyOf = (id: string, kind: "reply" | "note") => `frontdesk-draft-${kind}-${id}`;

function onChange(tell: () => void): () => void {
  window.addEventListener(CHANGED, tell);
  return () => window.removeEventListener(CHANGED, tell);
}

const unsentKeyOf = (id: string) => `frontdesk-unsent-${id}`;

function unsentOf(id: string): Typed[] {
  return JSON.parse(sessionStorage.getItem(unsentKeyOf(id)) ?? "[]") as Typed[];
}

/** Keeps what is typed. A reply that is cleared is forgotten: the same text typed again is another message. */
export function writeDraft(id: string, kind: "reply" | "note", text: string): void {
  if (text) sessionStorage.setItem(keyOf(id, kind), text);
  else sessionStorage.removeItem(keyOf(id, kind));
  if (kind === "reply" && text.trim() === "") sessionStorage.removeItem(unsentKeyOf(id));
  window.dispatchEvent(new Event(CHANGED));
}

/** Takes out what is kept elsewhere now, unless something else was typed since. */
export function settleDraft(id: string, kind: "reply" | "note", kept: string): void {
  if (sessionStorage.getItem(keyOf(id, kind)) === kept) writeDraft(id, kind, "");
}

/** Takes what is to be sent of a draft: messages whose answers may have been lost go by the ids of their last try. */
export function takeOut(id: string, draft: string): Typed[] {
  const parts = partsOf(unsentOf(id), draft);
  writeDraft(id, "reply", "");
  return parts;
}

/** Puts a message that was not sent, or not known to be, before what is typed since. */
export function takeBack(id: string, { text, clientMessageId, sentAt }: Required<Typed>): void {
  const typed = sessionStorage.getItem(keyOf(id, "reply")) ?? "";
  const parts = withPutBack(unsentOf(id), typed, { text, clientMessageId, sentAt });
  const unsent = parts.filter((part) => part.sentAt);
  sessionStorage.setItem(unsentKeyOf(id), JSON.stringify(unsent));
  writeDraft(id, "reply", asDraft(parts, ""));
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
