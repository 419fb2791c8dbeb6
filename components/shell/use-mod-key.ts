"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** How the key is called that goes with a letter on this machine; the server can't know. */
export function useModKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(
    never,
    () => (/mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  );
}
