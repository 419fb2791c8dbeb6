"use client";
import { useEffect } from "react";

const QUESTION = "You have changes that are not saved. Leave without them?";

declare global {
  interface Window {
    /** Of the Navigation API, which TypeScript does not describe yet and older browsers do not have. */
    readonly navigation?: { readonly currentEntry: { readonly index: number } | null };
  }
}

/** Where in the tab's history the page is. */
const position = () => window.navigation?.currentEntry?.index;

/** Asks before a click on a link, or the way back or forward, leaves the page. Returns how to stop asking. */
function askBeforeLeaving(): () => void {
  const here = position();
  let returning = false;
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || event.metaKey || event.ctrlKey || link.getAttribute("target") === "_blank") return;
    if (window.confirm(QUESTION)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  // The router listens for the same event; heard first and stopped, the page stays as it is.
  const onPopState = (event: PopStateEvent) => {
    if (returning) {
      returning = false;
      event.stopImmediatePropagation();
      return;
    }
    if (window.confirm(QUESTION)) return;
    event.stopImmediatePropagation();
    returning = true;
    const there = position();
    window.history.go(here === undefined || there === undefined ? 1 : here - there);
  };
  document.addEventListener("click", onClick, true);
  window.addEventListener("popstate", onPopState, true);
  return () => {
    document.removeEventListener("click", onClick, true);
    window.removeEventListener("popstate", onPopState, true);
  };
}

/** Asks before changes that are not saved are lost: by a reload, by closing the tab, a link, or the way back. */
export function useUnsavedGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", beforeUnload);
    const stopAsking = askBeforeLeaving();
    return () => {
      window.removeEventListener("beforeunload", beforeUnload);
      stopAsking();
    };
  }, [unsaved]);
}
