"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { SECTIONS } from "./sections";
import { shortcutsAreOn } from "./shortcuts";

interface Handlers {
  /** A dialog was asked for that may still be loading: what is typed meanwhile is meant for it. */
  waiting: boolean;
  onPalette: () => void;
  onHelp: () => void;
}

const onTop = () => document.querySelector("[role=dialog],[role=alertdialog],[role=menu]") !== null;

/** The keys of every page of an organization. Those without ⌘ or Ctrl rest while a dialog or menu is open or they are switched off. */
export function useShortcuts(slug: string, { waiting, onPalette, onHelp }: Handlers): void {
  const router = useRouter();
  useEffect(() => {
    const letters = (does: () => void) => (event: KeyboardEvent) => {
      if (waiting || !shortcutsAreOn() || onTop()) return;
      event.preventDefault();
      does();
    };
    const stopLetters = tinykeys(window, {
      "?": letters(onHelp),
      "Shift+?": letters(onHelp),
      ...Object.fromEntries(
        SECTIONS.map(({ key, path }) => [
          `g ${key}`,
          letters(() => router.push(`/${slug}/${path}`)),
        ]),
      ),
    });
    const stopPalette = tinykeys(
      window,
      {
        "$mod+k": (event) => {
          event.preventDefault();
          onPalette();
        },
      },
      // From a field as well.
      { ignore: () => false },
    );
    return () => {
      stopLetters();
      stopPalette();
    };
  }, [slug, router, waiting, onPalette, onHelp]);
}
