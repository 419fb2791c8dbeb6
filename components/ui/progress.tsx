import { cn } from "./cn";

/** How far something is. Without a `value` (0 to 1) it only says that work goes on. */
export function Progress({
  value,
  label,
  tone = "accent",
  className,
}: {
  value?: number | undefined;
  label: string;
  tone?: "accent" | "success" | "danger";
  className?: string;
}) {
  const percent = value === undefined ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  const colour = { accent: "bg-accent", success: "bg-success", danger: "bg-danger" }[tone];
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent !== null && { "aria-valuenow": percent, "aria-valuetext": `${percent}%` })}
      className={cn("base:h-1 w-full overflow-hidden rounded-full bg-line", className)}
    >
      <div
        className={cn(
          "h-full rounded-full",
          colour,
          percent === null ? "w-2/5 animate-travel" : "transition-[width]",
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
