"use client";
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";

export interface Tab {
  value: string;
  label: string;
  count?: number | undefined;
  content: ReactNode;
  /** Keeps its state while another one is shown. */
  stays?: boolean;
}

/** Where a key leads to from a tab; undefined for a key that leads nowhere. */
function target(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

/** Parts of which one is shown. Which one is its own matter, unless `value` says so. */
export function Tabs({
  tabs,
  label,
  value,
  onChange,
}: {
  tabs: readonly Tab[];
  label: string;
  value?: string;
  onChange?: (value: string) => void;
}) {
  const id = useId();
  const [chosen, setChosen] = useState(tabs[0]?.value);
  const asked = value ?? chosen;
  const shown = tabs.some((tab) => tab.value === asked) ? asked : tabs[0]?.value;
  const show = (next: string) => {
    setChosen(next);
    onChange?.(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex((tab) => tab.value === shown);
    const next = target(event.key, at, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || !tab) return;
    event.preventDefault();
    show(tab.value);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <div>
      <div
        role="tablist"
        aria-label={label}
        className="flex gap-5 overflow-x-auto shadow-[inset_0_-1px_0_var(--color-line)]"
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-tab-${tab.value}`}
            aria-controls={`${id}-panel-${tab.value}`}
            aria-selected={tab.value === shown}
            tabIndex={tab.value === shown ? 0 : -1}
            onClick={() => show(tab.value)}
            className="flex shrink-0 items-center gap-1.5 rounded-t-sm border-b-2 border-transparent pb-2 pointer-coarse:min-w-8 pointer-coarse:py-3 text-[0.8125rem] font-medium text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-selected:border-ink aria-selected:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="text-muted tabular-nums">{tab.count}</span>
            )}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.value}
          role="tabpanel"
          id={`${id}-panel-${tab.value}`}
          aria-labelledby={`${id}-tab-${tab.value}`}
          tabIndex={0}
          hidden={tab.value !== shown}
          className="pt-4"
        >
          {(tab.stays || tab.value === shown) && tab.content}
        </div>
      ))}
    </div>
  );
}
