"use client";
import { Clock } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { snoozeTimes } from "./snooze-times";

const WHEN = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** Puts a conversation away until a time that is chosen. */
export function SnoozeMenu({
  disabled,
  onSnooze,
}: {
  disabled: boolean;
  onSnooze: (until: Date) => void;
}) {
  return (
    <Menu
      className="min-w-64"
      trigger={
        <Button size="icon" variant="ghost" disabled={disabled} aria-label="Snooze">
          <Clock aria-hidden />
        </Button>
      }
    >
      <SnoozeItems onSnooze={onSnooze} />
    </Menu>
  );
}

/** Made when the menu opens, so that its times are of now. */
function SnoozeItems({ onSnooze }: { onSnooze: (until: Date) => void }) {
  return snoozeTimes(new Date()).map(({ name, until }) => (
    <MenuItem key={name} onSelect={() => onSnooze(until)}>
      <span className="flex-1">{name}</span>
      <span className="text-xs text-muted">{WHEN.format(until)}</span>
    </MenuItem>
  ));
}
