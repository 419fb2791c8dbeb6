import { useRef, type RefObject } from "react";

/** What had the focus; of a menu, which is gone by then, the button that opened it. */
function openerOf(active: Element | null): Element | null {
  const name = active?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  if (name) return document.getElementById(name);
  return active === document.body ? null : active;
}

/**
 * The focus of a modal that state opens and no trigger of its own: it goes in to what carries `data-autofocus`, else to
 * where the modal itself would put it, and at the end back to where it was, or to the page when that is gone or
 * switched off. `openedBy` is where it was, if a list that has closed with the choice was in between.
 */
export function useReturnFocus(openedBy?: RefObject<HTMLElement | null>) {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      opener.current = openedBy?.current ?? openerOf(document.activeElement);
      const content = event.currentTarget instanceof Element ? event.currentTarget : null;
      const first = content?.querySelector<HTMLElement>("[data-autofocus]");
      if (!first) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const back = opener.current;
      if (back instanceof HTMLElement) back.focus();
      if (document.activeElement !== back) document.getElementById("main")?.focus();
    },
  };
}
