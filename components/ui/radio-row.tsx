import type { ReactNode } from "react";

/** One of several choices in a list, each with more to say than a select could. */
export function RadioRow({
  name,
  checked,
  onChoose,
  children,
}: {
  /** The same for all of a list. */
  name: string;
  checked: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <label className="flex cursor-pointer items-start gap-2.5 px-3 py-2 text-sm has-checked:bg-accent-soft">
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0 accent-primary"
      />
      {children}
    </label>
  );
}
