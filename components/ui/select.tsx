import { ChevronDown } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";
import { cn } from "./cn";
import { controlStyle } from "./input";

const CHANGES = [
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "PageUp",
  "PageDown",
  "Home",
  "End",
];

/**
 * Some systems change a closed list's choice by the arrow keys and by letters, and a choice may count at once, as a
 * member's role does: they open the list instead.
 */
function openFirst(event: KeyboardEvent<HTMLSelectElement>): void {
  const select = event.currentTarget;
  const isLetter = event.key.length === 1 && event.key !== " ";
  if (event.ctrlKey || event.metaKey || event.altKey || !(isLetter || CHANGES.includes(event.key)))
    return;
  if (!("showPicker" in select) || (CSS.supports("selector(:open)") && select.matches(":open")))
    return;
  event.preventDefault();
  select.showPicker();
}

/** A choice of one, by the browser's own list, which is at home on a phone and under any assistive technology. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  label,
  className,
  disabled = false,
  ref,
}: {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
  label: string;
  className?: string;
  disabled?: boolean;
  ref?: Ref<HTMLSelectElement>;
}) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <span className={cn("relative block base:w-full", className)}>
      <select
        {...(ref && { ref })}
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => choose(event.target.value)}
        onKeyDown={openFirst}
        className={cn(
          controlStyle,
          "h-control appearance-none truncate pr-9 [font-weight:inherit] disabled:opacity-55 [&>option]:bg-raised [&>option]:font-normal",
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted"
        aria-hidden
      />
    </span>
  );
}
