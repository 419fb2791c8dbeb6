import { useRef } from "react";

/** What had the focus; of a menu, which is gone by then, the button that opened it. */
function openerOf(active: Element | null): Element | null {
  const name = active?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  return name ? document.getElementById(name) : active;
}

/**
 * The focus of a modal that state opens and no trigger of its own: it goes in to what carries `data-autofocus`, else to
 * where the modal itself would put it, and at the end back to where it was, or to the page when that is gone.
 */
export function useReturnFocus() {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      opener.current = openerOf(document.activeElement);
      const content = event.currentTarget instanceof Element ? event.currentTarget : null;
      const first = content?.querySelector<HTMLElement>("[data-autofocus]");
      if (!first) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const back = opener.current?.isConnected ? opener.current : document.getElementById("main");
      if (back instanceof HTMLElement) back.focus();
    },
  };
}
