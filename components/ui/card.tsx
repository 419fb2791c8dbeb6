import type { ReactNode } from "react";
import { cn } from "./cn";

export function Card({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("rounded-lg border bg-surface shadow-xs", className)}>{children}</div>;
}

/** A card with a heading, and an action at its far end. */
export function Section({
  title,
  description,
  action,
  children,
}: {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="rounded-lg border bg-surface shadow-xs">
      <header className="flex flex-wrap items-start justify-between gap-3 px-5 pt-4.5 sm:flex-nowrap">
        <div className="max-w-prose min-w-0">
          <h2 className="text-[0.9375rem] font-semibold">{title}</h2>
          {description && (
            <p className="mt-1 text-[0.8125rem] text-pretty text-muted">{description}</p>
          )}
        </div>
        {action}
      </header>
      <div className="px-5 pt-4 pb-5">{children}</div>
    </section>
  );
}
