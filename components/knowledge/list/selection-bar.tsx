"use client";
import { Suspense, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { later } from "@/components/ui/later";
import type { DocumentView } from "@/lib/domains/knowledge/schema";

const SelectionActions = later(() =>
  import("./selection-actions").then((module) => module.SelectionActions),
);

/** The box that chooses all rows, with what can be done to those chosen. */
export function SelectionBar({
  slug,
  shown,
  chosen,
  onChooseAll,
}: {
  slug: string;
  shown: number;
  chosen: readonly DocumentView[];
  onChooseAll: (on: boolean) => void;
}) {
  const count = chosen.length;
  const all = count === shown;
  // What is asked about the chosen rows closes by itself when they are gone, so it stays from then on.
  const [used, setUsed] = useState(false);
  if (count > 0 && !used) setUsed(true);
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-1.5">
      <Checkbox
        checked={all ? true : count > 0 ? "indeterminate" : false}
        onChange={() => onChooseAll(!all)}
        label="Select all that are shown"
      />
      <span className="flex-1 text-[0.8125rem] text-muted">
        {count > 0 ? `${count} selected` : "Select all"}
      </span>
      {used && (
        <Suspense>
          <SelectionActions slug={slug} chosen={chosen} onDone={() => onChooseAll(false)} />
        </Suspense>
      )}
    </div>
  );
}
