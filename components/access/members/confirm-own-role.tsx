import type { RefObject } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { ROLE_NAMES, type Role } from "./role-names";

/** Asks before a lower role of one's own: nobody can raise their own again. `to` is what was chosen, if anything. */
export function ConfirmOwnRole({
  from,
  to,
  busy,
  choice,
  onCancel,
  onConfirm,
}: {
  from: Role;
  to: Role | undefined;
  busy: boolean;
  /** The control by which it was chosen. */
  choice: RefObject<HTMLElement | null>;
  onCancel: () => void;
  onConfirm: (to: Role) => void;
}) {
  if (!to) return null;
  return (
    <ConfirmDialog
      open
      onOpenChange={onCancel}
      title="Lower your own role?"
      action="Lower my role"
      busy={busy}
      openedBy={choice}
      onConfirm={() => onConfirm(to)}
    >
      <p>
        You become <strong className="font-medium text-ink">{ROLE_NAMES[to]}</strong> at once, and
        can’t raise your role again yourself.{" "}
        {from === "owner" ? "Only an owner" : "Only somebody who manages members"} can give it back.
      </p>
    </ConfirmDialog>
  );
}
