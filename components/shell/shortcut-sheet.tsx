"use client";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Keys } from "./keys";
import { shortcutGroups } from "./shortcut-groups";
import { setShortcuts, shortcutsAreOn } from "./shortcuts";
import { useModKey } from "./use-mod-key";

/** Every key that does something, and a switch for those that are single letters. */
export function ShortcutSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const mod = useModKey();
  const [on, setOn] = useState(shortcutsAreOn);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <div className="gap-6 space-y-6 sm:columns-2">
        {shortcutGroups(mod).map(({ name, shortcuts }) => (
          <section key={name} aria-label={name} className="break-inside-avoid">
            <h3 className="text-xs font-medium text-muted">{name}</h3>
            <dl className="mt-2 space-y-1.5">
              {shortcuts.map(({ keys, does }) => (
                <div key={does} className="flex items-center justify-between gap-4 text-sm">
                  <dt>{does}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="mt-6 flex items-center gap-2.5 border-t pt-4 text-sm">
        <Checkbox
          checked={on}
          label="Single letters are shortcuts in this browser"
          onChange={(checked) => {
            setShortcuts(checked);
            setOn(checked);
          }}
        />
        <span aria-hidden>Single letters are shortcuts in this browser</span>
      </div>
    </Dialog>
  );
}
