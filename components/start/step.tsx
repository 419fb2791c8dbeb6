import { Check } from "lucide-react";
import { useId, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** One step of the first run: what it is, whether it is done, and the doing itself. */
export function Step({
  number,
  title,
  description,
  isDone,
  children,
}: {
  number: number;
  title: string;
  description: ReactNode;
  isDone: boolean;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <li className="relative flex gap-4 pb-8 last:pb-0 max-sm:gap-3">
      <span
        aria-hidden
        className="absolute top-9 bottom-1 left-3.75 w-px bg-line [li:last-child>&]:hidden"
      />
      <span
        className={cn(
          "flex size-7.5 shrink-0 items-center justify-center rounded-full border text-[0.8125rem] font-medium tabular-nums",
          isDone ? "border-transparent bg-success-soft text-success" : "bg-surface text-muted",
        )}
      >
        {isDone ? <Check className="size-4" aria-hidden /> : number}
        <span className="sr-only">{isDone ? `Step ${number}, done` : `Step ${number}`}</span>
      </span>
      <section aria-labelledby={id} className="min-w-0 flex-1 pt-0.5">
        <h2 id={id} className="text-[0.9375rem] font-semibold">
          {title}
        </h2>
        <p className="mt-0.5 max-w-prose text-sm text-muted">{description}</p>
        {children && <div className="mt-3.5 space-y-3">{children}</div>}
      </section>
    </li>
  );
}
