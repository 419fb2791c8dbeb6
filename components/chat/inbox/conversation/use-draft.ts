"use client";
import { useCallback, useSyncExternalStore } from "react";

interface Typed {
  text: string;
  clientMessageId: string;
}

const CHANGED = "frontdesk-draft";
const keyOf = (id: string, kind: "reply" | "note") => `frontdesk-draft-${kind}-${id}`;

function onChange(tell: () => void): () => void {
  window.addEventListener(CHANGED, tell);
  return () => window.removeEventListener(CHANGED, tell);
}

function writeDraft(id: string, kind: "reply" | "note", text: string): void {
  if (text) sessionStorage.setItem(keyOf(id, kind), text);
  else sessionStorage.removeItem(keyOf(id, kind));
  window.dispatchEvent(new Event(CHANGED));
}

/** Takes out what is kept elsewhere now, unless something else was typed since. */
export function settleDraft(id: string, kind: "reply" | "note", kept: string): void {
  if (sessionStorage.getItem(keyOf(id, kind)) === kept) writeDraft(id, kind, "");
}

const sentKeyOf = (id: string) => `frontdesk-unsure-${id}`;

/** The id to send a text with: that of its last try, whose answer may have been lost, or a new one. */
export function sendingIdOf(id: string, text: string): string {
  const [sendingId, sent] = (sessionStorage.getItem(sentKeyOf(id)) ?? "").split(/ (.*)/s);
  return sendingId && sent === text ? sendingId : crypto.randomUUID();
}

/** Puts a message that was not sent, or not known to be, before what is typed since. */
export function takeBack(id: string, { text, clientMessageId }: Typed): void {
  sessionStorage.setItem(sentKeyOf(id), `${clientMessageId} ${text}`);
  const typed = sessionStorage.getItem(keyOf(id, "reply"));
  writeDraft(id, "reply", typed ? `${text}\n\n${typed}` : text);
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
