import { useLayoutEffect, useRef } from "preact/hooks";
import type { Exchange } from "../chat/exchange";

const nearBottomPx = 80;

/**
 * Keeps the newest words in view while the visitor is at the end of the list, but never pushes the
 * question out of sight: a long answer is read from its beginning.
 */
export function useScroll(exchanges: readonly Exchange[]) {
  const list = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const count = exchanges.length;
  const shown = useRef(count);

  function onScroll(): void {
    const element = list.current;
    if (!element) return;
    const below = element.scrollHeight - element.clientHeight - element.scrollTop;
    following.current = below < nearBottomPx;
  }

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    if (count !== shown.current) following.current = true;
    shown.current = count;
    if (!following.current) return;
    const question = element.querySelectorAll<HTMLElement>(".visitor").item(count - 1);
    const bottom = element.scrollHeight - element.clientHeight;
    element.scrollTop = question ? Math.min(bottom, question.offsetTop - 12) : 0;
  }, [exchanges, count]);

  return { list, onScroll };
}
