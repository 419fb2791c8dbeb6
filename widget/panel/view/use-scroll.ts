import { useLayoutEffect, useRef } from "preact/hooks";

const nearBottomPx = 80;

/**
 * Keeps the newest words in view while the visitor is at the end of the list, but never pushes the last turn's beginning
 * out of sight: a long answer is read from its beginning. `content` is whatever the list shows; one
 * that is not visible has no heights to go by.
 */
export function useScroll(content: unknown, visible: boolean) {
  const list = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const shown = useRef<Element | undefined>(undefined);

  function onScroll(): void {
    const element = list.current;
    if (!element) return;
    const below = element.scrollHeight - element.clientHeight - element.scrollTop;
    following.current = below < nearBottomPx;
  }

  useLayoutEffect(() => {
    const element = list.current;
    if (!element || !visible) return;
    const last = [...element.querySelectorAll<HTMLElement>(".turn")].at(-1);
    if (last !== shown.current) following.current = true;
    shown.current = last;
    if (!following.current) return;
    const bottom = element.scrollHeight - element.clientHeight;
    element.scrollTop = last ? Math.min(bottom, last.offsetTop - 12) : 0;
  }, [content, visible]);

  return { list, onScroll };
}
