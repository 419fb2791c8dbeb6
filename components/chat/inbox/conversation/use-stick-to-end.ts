"use client";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** So near to the end counts as at it, in pixels. */
const NEAR = 60;

/**
 * Keeps a scrolled area at its end while its reader is there, and where they read when something comes before or after it.
 * `first` and `last` name what stands at its ends.
 */
export function useStickToEnd({
  first,
  last,
}: {
  first: string | undefined;
  last: string | undefined;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const height = useRef(0);
  const [isAway, setAway] = useState(false);
  // The area is there from the first entry on.
  const isThere = first !== undefined;
  const toEnd = useCallback(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, []);

  useEffect(() => {
    const area = scroller.current;
    if (!isThere || !area) return;
    const onScroll = () => {
      atEnd.current = area.scrollHeight - area.scrollTop - area.clientHeight < NEAR;
      setAway(!atEnd.current);
    };
    // What grows without a new entry, as an answer that is written or a source that is opened.
    const observer = new ResizeObserver(() => {
      if (atEnd.current) area.scrollTop = area.scrollHeight;
      height.current = area.scrollHeight;
    });
    area.addEventListener("scroll", onScroll, { passive: true });
    observer.observe(area);
    if (area.firstElementChild) observer.observe(area.firstElementChild);
    return () => {
      area.removeEventListener("scroll", onScroll);
      observer.disconnect();
    };
  }, [isThere]);

  useLayoutEffect(() => {
    const area = scroller.current;
    if (!area) return;
    // Something older came in above: what is read stays where it is.
    if (!atEnd.current) area.scrollTop += area.scrollHeight - height.current;
    height.current = area.scrollHeight;
  }, [first]);

  useLayoutEffect(() => {
    const area = scroller.current;
    if (!area) return;
    if (atEnd.current) area.scrollTop = area.scrollHeight;
    height.current = area.scrollHeight;
  }, [last]);

  return { scroller, isAway, toEnd };
}
