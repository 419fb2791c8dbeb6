import { cn } from "@/components/ui/cn";
import type { Figure } from "./figures";

export function FigureCard({ name, value, counted, change }: Figure) {
  return (
    <div className="flex flex-col rounded-lg border bg-surface p-4 shadow-xs">
      <dt className="text-[0.8125rem] text-muted">{name}</dt>
      <dd className="mt-1 text-2xl font-semibold tabular-nums">{value}</dd>
      {change && (
        <dd
          className={cn(
            "mt-0.5 text-xs base:text-muted",
            change.better === true && "text-success",
            change.better === false && "text-danger",
          )}
        >
          {change.words}
        </dd>
      )}
      <dd className="mt-2 text-xs text-muted">{counted}</dd>
    </div>
  );
}
