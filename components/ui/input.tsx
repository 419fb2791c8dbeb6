import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A control that takes the focus is scrolled clear of the bar at the top of a phone's page, with its label. */
export const controlStyle =
  "base:w-full scroll-mt-24 rounded-md border border-control/70 bg-surface base:px-3 base:text-sm text-ink shadow-xs transition-colors placeholder:text-muted/85 hover:border-control focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-subtle disabled:text-muted aria-invalid:border-danger max-sm:text-base";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input className={cn(controlStyle, "h-control read-only:bg-subtle", className)} {...props} />
  );
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cn(
        controlStyle,
        "base:min-h-24 resize-y py-2 base:leading-relaxed read-only:bg-subtle",
        className,
      )}
      {...props}
    />
  );
}
