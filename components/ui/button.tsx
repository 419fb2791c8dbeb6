import { LoaderCircle } from "lucide-react";
import { Children, cloneElement, type ComponentProps, type ReactElement } from "react";
import { cn } from "./cn";

const style =
  "inline-flex shrink-0 items-center justify-center gap-1.5 base:rounded-md font-medium whitespace-nowrap transition-colors select-none disabled:opacity-55 aria-disabled:opacity-55 base:[&_svg]:size-4 [&_svg]:shrink-0";

const variants = {
  primary:
    "bg-primary text-on-primary shadow-xs enabled:hover:bg-primary-hover [a&]:hover:bg-primary-hover",
  secondary:
    "border bg-surface base:text-ink shadow-xs enabled:hover:bg-subtle [a&]:hover:bg-subtle",
  ghost:
    "base:text-muted enabled:hover:bg-hover enabled:hover:text-ink [a&]:hover:bg-hover [a&]:hover:text-ink",
  danger: "bg-danger-solid text-on-danger shadow-xs enabled:hover:bg-danger-hover",
};

const sizes = {
  sm: "base:h-control-sm px-2.5 text-[0.8125rem]",
  md: "base:h-control px-3.5 text-sm",
  lg: "h-11 px-5 text-[0.9375rem]",
  icon: "base:size-control-sm",
};

type ButtonProps = ComponentProps<"button"> & {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Renders the one child with the look of a button, e.g. a link. */
  asChild?: boolean;
  /** At work: shows so, and takes no second click. */
  busy?: boolean | undefined;
};

export function Button({
  className,
  variant = "secondary",
  size = "md",
  asChild,
  busy,
  children,
  ...props
}: ButtonProps) {
  const look = cn(style, variants[variant], sizes[size], className);
  if (asChild) {
    const child = Children.only(children) as ReactElement<{ className?: string }>;
    return cloneElement(child, { ...props, className: cn(look, child.props.className) });
  }
  return (
    <button
      type="button"
      className={look}
      {...props}
      disabled={busy || props.disabled}
      aria-busy={busy || undefined}
    >
      {busy && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  );
}
