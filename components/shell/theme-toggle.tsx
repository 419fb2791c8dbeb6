"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { ToggleGroup } from "radix-ui";
import { useSyncExternalStore } from "react";
import { applyTheme, onThemeChange, shownTheme, THEMES, type Theme } from "./theme";

const LOOKS = {
  light: { label: "Light theme", icon: Sun },
  dark: { label: "Dark theme", icon: Moon },
  system: { label: "Theme of the device", icon: Monitor },
};

export function ThemeToggle({ initial }: { initial: Theme }) {
  const theme = useSyncExternalStore(onThemeChange, shownTheme, () => initial);
  return (
    <ToggleGroup.Root
      type="single"
      value={theme}
      aria-label="Theme"
      onValueChange={(value) => {
        const chosen = THEMES.find((candidate) => candidate === value);
        if (chosen) applyTheme(chosen);
      }}
      className="flex w-fit rounded-md border p-0.5"
    >
      {THEMES.map((value) => {
        const { label, icon: Icon } = LOOKS[value];
        return (
          <ToggleGroup.Item
            key={value}
            value={value}
            aria-label={label}
            title={label}
            className="flex size-6 items-center justify-center rounded-sm text-muted hover:text-ink data-[state=on]:bg-subtle data-[state=on]:text-ink"
          >
            <Icon className="size-3.5" aria-hidden />
          </ToggleGroup.Item>
        );
      })}
    </ToggleGroup.Root>
  );
}
