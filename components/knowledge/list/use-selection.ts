"use client";
import { useState } from "react";

/** Which of the shown rows are chosen. What is no longer shown is no longer chosen. */
export function useSelection<T extends { id: string }>(shown: readonly T[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const chosen = shown.filter(({ id }) => ids.has(id));
  return {
    chosen,
    isChosen: (id: string) => ids.has(id),
    choose: (id: string, on: boolean) => {
      const next = new Set(ids);
      if (on) next.add(id);
      else next.delete(id);
      setIds(next);
    },
    chooseAll: (on: boolean) => setIds(new Set(on ? shown.map(({ id }) => id) : [])),
  };
}
