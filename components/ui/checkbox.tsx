"use client";
import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";

export function Checkbox({
  checked,
  onChange,
  label,
}: {
  checked: boolean | "indeterminate";
  onChange: (checked: boolean) => void;
  label: string;
}) {
  return (
    <Radix.Root
      checked={checked}
      onCheckedChange={(state) => onChange(state === true)}
      aria-label={label}
      className="relative flex size-4 shrink-0 items-center justify-center rounded-[0.25rem] border border-control bg-surface transition-colors before:absolute before:-inset-2.5 hover:border-ink data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary"
    >
      <Radix.Indicator className="text-on-primary">
        {checked === "indeterminate" ? (
          <Minus className="size-3" strokeWidth={3} aria-hidden />
        ) : (
          <Check className="size-3" strokeWidth={3} aria-hidden />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
}
