import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Nothing here yet: says what belongs here and how to begin. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  actions,
  heading: Heading = "h2",
}: {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  /** "h1" where it is all that the page says. */
  heading?: "h1" | "h2";
}) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="flex size-11 items-center justify-center rounded-lg border bg-surface text-muted shadow-xs">
        <Icon className="size-5" aria-hidden />
      </span>
      <Heading className="mt-4 text-[0.9375rem] font-semibold">{title}</Heading>
      <div className="mt-1.5 max-w-md text-sm text-balance text-muted">{children}</div>
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
