import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A control that takes the focus is scrolled clear of the bar at the top of a phone's page, with its label. */
export const controlStyle =
  "w-full scroll-mt-24 rounded-md border border-control/70 bg-surface px-3 text-sm text-ink shadow-xs transition-colors placeholder:text-muted/85 hover:border-control focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-subtle disabled:text-muted aria-invalid:border-danger read-only:bg-subtle max-sm:text-base";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(controlStyle, "h-9", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cn(controlStyle, "min-h-24 resize-y py-2 leading-relaxed", className)}
      {...props}
    />
  );
}
