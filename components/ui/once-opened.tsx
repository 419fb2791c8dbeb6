"use client";
import { Suspense, useState, type ReactNode } from "react";

/**
 * Renders its children from the first time on that it is open, so that what they need is loaded then and not with the
 * page. They stay, to close as they please.
 */
export function OnceOpened({ open, children }: { open: boolean; children: ReactNode }) {
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  return wasOpen && <Suspense>{children}</Suspense>;
}
