"use client";
import { createContext, use, type ReactNode } from "react";
import { dropInWords } from "./run-words";

const Lost = createContext(0);

/** Tells the navigation how many test questions fail that passed before; counted by the server with the page. */
export function LostTestsProvider({ lost, children }: { lost: number; children: ReactNode }) {
  return <Lost value={lost}>{children}</Lost>;
}

/** Stands at the navigation's entry while something fails that passed before. */
export function TestAlert() {
  const lost = use(Lost);
  if (lost === 0) return null;
  return (
    <span className="ml-auto flex h-5 min-w-5 items-center justify-center rounded-full bg-danger-solid px-1.5 text-xs font-medium text-on-danger tabular-nums">
      <span aria-hidden>{lost}</span>
      <span className="sr-only">. {dropInWords({ lost })}</span>
    </span>
  );
}
