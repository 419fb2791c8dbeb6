"use client";
import { useEffect } from "react";

const QUESTION = "You have changes that are not saved. Leave without them?";

declare global {
  interface Window {
    /** The Navigation API, which TypeScript does not describe yet and older browsers do not have. */
    readonly navigation?: EventTarget;
  }
}

/** Asks at a click on a link of the application, which the router would follow without a word. */
function onClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || event.metaKey || event.ctrlKey || link.getAttribute("target") === "_blank") return;
  if (window.confirm(QUESTION)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Asks on the way back or forward. The browser lets it be refused once people have done something on the page. */
function onNavigate(event: Event): void {
  const traverses = "navigationType" in event && event.navigationType === "traverse";
  if (traverses && event.cancelable && !window.confirm(QUESTION)) event.preventDefault();
}

const onBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();

/** Asks before changes that are not saved are lost: by a reload, by closing the tab, a link, or the way back. */
export function useUnsavedGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    window.addEventListener("beforeunload", onBeforeUnload);
    window.navigation?.addEventListener("navigate", onNavigate);
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onBeforeUnload);
      window.navigation?.removeEventListener("navigate", onNavigate);
      document.removeEventListener("click", onClick, true);
    };
  }, [unsaved]);
}
