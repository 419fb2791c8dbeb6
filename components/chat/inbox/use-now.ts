"use client";
import { useSyncExternalStore } from "react";

const TICK_MS = 10_000;

function everyTick(tell: () => void): () => void {
  const timer = setInterval(tell, TICK_MS);
  return () => clearInterval(timer);
}

/** The time in milliseconds, exact to ten seconds and going on; 0 before the browser has it. */
export function useNow(): number {
  return useSyncExternalStore(
    everyTick,
    () => Math.ceil(Date.now() / TICK_MS) * TICK_MS,
    () => 0,
  );
}
