"use client";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { Ref } from "react";
import { cn } from "./cn";
import { controlStyle } from "./input";

/** A choice of one. Options with the value "" are not possible: name every choice. */
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
  ref?: Ref<HTMLButtonElement>;
}) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <Radix.Root value={value} onValueChange={choose} disabled={disabled}>
      <Radix.Trigger
        {...(ref && { ref })}
        aria-label={label}
        className={cn(
          controlStyle,
          // A button is read-only in the eyes of CSS.
          "flex h-9 items-center justify-between gap-2 text-left read-only:bg-surface disabled:opacity-55",
          className,
        )}
      >
        <Radix.Value />
        <ChevronDown className="size-4 shrink-0 text-muted" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-enter overflow-hidden rounded-lg bg-raised p-1 shadow-raised"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-8 cursor-default items-center justify-between gap-4 rounded-sm px-2 text-sm outline-none select-none data-highlighted:bg-hover"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator>
                  <Check className="size-4" aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
