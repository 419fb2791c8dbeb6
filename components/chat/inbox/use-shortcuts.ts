"use client";
import { useEffect, useEffectEvent, useRef } from "react";
import { shortcutsAreOn } from "@/components/shell/shortcuts";

const INPUTS =
  "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]";

/** So long after "g" a letter is the second of a pair that leads to another page. */
const PAIR_MS = 1000;

/** Calls what belongs to a key that is pressed alone, where nothing is typed and no dialog or menu is open. */
export function useShortcuts(keys: Readonly<Record<string, () => void>>): void {
  const pairUntil = useRef(0);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(INPUTS)) return;
    if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu]")) return;
    const isPair = event.timeStamp < pairUntil.current;
    pairUntil.current = event.key === "g" ? event.timeStamp + PAIR_MS : 0;
    const act = keys[event.key];
    if (!act || isPair || !shortcutsAreOn()) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
