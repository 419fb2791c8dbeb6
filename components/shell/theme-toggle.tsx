"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useId, useSyncExternalStore } from "react";
import { applyTheme, onThemeChange, shownTheme, THEMES, type Theme } from "./theme";

const LOOKS = {
  light: { label: "Light theme", icon: Sun },
  dark: { label: "Dark theme", icon: Moon },
  system: { label: "Theme of the device", icon: Monitor },
};

export function ThemeToggle({ initial }: { initial: Theme }) {
  const name = useId();
  const theme = useSyncExternalStore(onThemeChange, shownTheme, () => initial);
  return (
    <div role="radiogroup" aria-label="Theme" className="flex w-fit rounded-md border p-0.5">
      {THEMES.map((value) => {
        const { label, icon: Icon } = LOOKS[value];
        return (
          <label
            key={value}
            title={label}
            className="relative flex size-6 pointer-coarse:size-8 items-center justify-center rounded-sm text-muted hover:text-ink has-checked:bg-subtle has-checked:text-ink"
          >
            <input
              type="radio"
              name={name}
              aria-label={label}
              checked={theme === value}
              onChange={() => applyTheme(value)}
              className="absolute inset-0 appearance-none rounded-sm"
            />
            <Icon className="size-3.5" aria-hidden />
          </label>
        );
      })}
    </div>
  );
}
