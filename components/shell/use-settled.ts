"use client";
import { useEffect, useState } from "react";

/** How long typing pauses before it is searched for, in milliseconds. */
export const PAUSE_MS = 250;

/** What somebody types, once they pause: each search is a call, and not each letter is one. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
