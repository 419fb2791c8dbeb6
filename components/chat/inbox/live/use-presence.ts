"use client";
import { useCallback, useEffect, useRef } from "react";
import { ProblemError } from "@/lib/core/problem";
import { tellPlace } from "@/lib/domains/chat/inbox/queries";

const EVERY_MS = 10_000;
const TYPING_EVERY_MS = 3_000;

/**
 * Tells the other members which conversation is looked at, while the page is. Returns what to call at each key that is typed.
 * A refusal and a server that is away are nobody's trouble: it is told again soon.
 */
export function usePresence(slug: string, conversationId: string | null): () => void {
  const typedAt = useRef(0);
  const tell = useCallback(
    (typing: boolean) => {
      if (document.visibilityState !== "visible") return;
      void tellPlace(slug, { conversationId, typing }).catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error;
      });
    },
    [slug, conversationId],
  );
  useEffect(() => {
    tell(false);
    const again = () => tell(Date.now() - typedAt.current < TYPING_EVERY_MS);
    const timer = setInterval(again, EVERY_MS);
    document.addEventListener("visibilitychange", again);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }, [tell]);
  return useCallback(() => {
    if (Date.now() - typedAt.current < TYPING_EVERY_MS) return;
    typedAt.current = Date.now();
    tell(true);
  }, [tell]);
}
