"use client";
import { Search } from "lucide-react";
import { useCallback, useState, type ReactNode } from "react";
import { later } from "@/components/ui/later";
import { OnceOpened } from "@/components/ui/once-opened";
import { Keys } from "./keys";
import type { OrganizationChoices } from "./organization-choices";
import { useModKey } from "./use-mod-key";
import { useShortcuts } from "./use-shortcuts";

// Loaded when it is first asked for: most pages are read without it.
const CommandPalette = later(() =>
  import("./palette/command-palette").then((module) => module.CommandPalette),
);
const ShortcutSheet = later(() =>
  import("./shortcut-sheet").then((module) => module.ShortcutSheet),
);

/** The keys of every page, with the palette and the help that they open: once a page. */
export function useCommandCenter(
  slug: string,
  choices: OrganizationChoices,
): { onSearch: () => void; dialogs: ReactNode } {
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const onPalette = useCallback(() => setPalette((open) => !open), []);
  const onHelp = useCallback(() => setHelp(true), []);
  useShortcuts(slug, { waiting: palette || help, onPalette, onHelp });
  const dialogs = (
    <>
      <OnceOpened open={palette}>
        <CommandPalette
          slug={slug}
          choices={choices}
          open={palette}
          onOpenChange={setPalette}
          onHelp={onHelp}
        />
      </OnceOpened>
      <OnceOpened open={help}>
        <ShortcutSheet open={help} onOpenChange={setHelp} />
      </OnceOpened>
    </>
  );
  return { onSearch: onPalette, dialogs };
}

export function SearchButton({ onSearch }: { onSearch: () => void }) {
  const mod = useModKey();
  return (
    <button
      type="button"
      onClick={onSearch}
      aria-keyshortcuts="Meta+K Control+K"
      className="mt-3 flex h-8 w-full items-center gap-2.5 rounded-md border bg-surface px-2 text-sm text-muted hover:text-ink max-md:h-11 max-md:text-base"
    >
      <Search className="size-4" aria-hidden />
      <span className="flex-1 text-left">Search</span>
      <span aria-hidden className="max-md:hidden">
        <Keys keys={[mod, "K"]} />
      </span>
    </button>
  );
}
