import { Check, Minus } from "lucide-react";
import type { RefCallback } from "react";

const markStyle = "pointer-events-none invisible absolute inset-0.5 size-3 text-on-primary";

export function Checkbox({
  checked,
  onChange,
  label,
  ref,
}: {
  checked: boolean | "indeterminate";
  onChange: (checked: boolean) => void;
  label: string;
  ref?: RefCallback<HTMLInputElement> | undefined;
}) {
  const isMixed = checked === "indeterminate";
  return (
    <span className="relative flex size-4 shrink-0">
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = isMixed;
          ref?.(box);
        }}
        checked={checked === true}
        onChange={(event) => onChange(event.target.checked)}
        aria-label={label}
        className="peer size-4 appearance-none rounded-[0.25rem] border border-control bg-surface transition-colors before:absolute before:-inset-2.5 checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary enabled:hover:border-ink disabled:opacity-55"
      />
      {isMixed ? (
        <Minus className={`${markStyle} peer-indeterminate:visible`} strokeWidth={3} aria-hidden />
      ) : (
        <Check className={`${markStyle} peer-checked:visible`} strokeWidth={3} aria-hidden />
      )}
    </span>
  );
}
