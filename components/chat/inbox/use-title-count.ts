"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { countsQuery } from "@/lib/domains/chat/inbox/queries";
import { COUNTED } from "@/lib/domains/chat/inbox/terms";
import { useLive } from "./live/live-provider";
import { counted } from "./words";

const MARK = /^\(\d+\+?\) /;

/** Puts the number of visitors who wait for a person before the page's title, whatever the title becomes. */
export function useTitleCount(slug: string): void {
  const { isLive } = useLive();
  const waiting = useQuery(countsQuery(slug, isLive)).data?.needs_person ?? 0;
  useEffect(() => {
    const mark = waiting > 0 ? `(${counted(waiting, COUNTED)}) ` : "";
    const set = () => {
      const wanted = mark + document.title.replace(MARK, "");
      if (document.title !== wanted) document.title = wanted;
    };
    set();
    const observer = new MutationObserver(set);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      document.title = document.title.replace(MARK, "");
    };
  }, [waiting]);
}
