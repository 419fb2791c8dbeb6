"use client";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { askQuestion } from "@/lib/domains/chat/queries";
import { askAfter, type Ask } from "./ask-state";

/** Asks one question at a time; a new one stops the one before. */
export function useAsk(slug: string): {
  ask: Ask;
  start: (question: string, clientMessageId?: string) => Promise<void>;
  stop: () => void;
} {
  const [ask, dispatch] = useReducer(askAfter, { phase: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (question: string, clientMessageId: string = crypto.randomUUID()) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      dispatch({ type: "ask", question, clientMessageId });
      try {
        const input = { message: question, clientMessageId };
        for await (const event of askQuestion(slug, input, controller.signal)) {
          if (controller.signal.aborted) return;
          dispatch(event);
        }
      } catch (error) {
        if (controller.signal.aborted) return;
        dispatch({ type: "fail", error });
      }
    },
    [slug],
  );

  const stop = useCallback(() => {
    running.current?.abort();
    dispatch({ type: "stop" });
  }, []);

  return { ask, start, stop };
}
