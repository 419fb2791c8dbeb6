import type { RefObject } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import type { TenantPerson } from "@/lib/domains/access/businesses/schema";

interface Loss {
  business: string;
  name: string;
  /** Whether it is the person who asks. */
  own: boolean;
  /** What they have instead; null is no role. */
  to: TenantPerson["role"] | null;
}

function Words({ business, name, own, to }: Loss) {
  const kept = "Memberships in its organizations stay as they are.";
  const strong = (text: string) => <strong className="font-medium text-ink">{text}</strong>;
  if (!own) {
    return (
      <p>
        {strong(name)} has no say in the business any more, is signed out everywhere and signs in
        again. {kept}
      </p>
    );
  }
  return (
    <p>
      You {to ? "see the list of organizations of" : "have no say in"} {strong(business)}
      {to ? " and change nothing there any more" : " any more"}. Only an owner can undo it. {kept}
    </p>
  );
}

/** Asks before a role in the business is taken away, or before an owner steps down. */
export function ConfirmRole({
  loss,
  busy,
  choice,
  onCancel,
  onConfirm,
}: {
  loss: Loss | undefined;
  busy: boolean;
  /** The control by which another role is chosen. */
  choice: RefObject<HTMLElement | null>;
  onCancel: () => void;
  onConfirm: (to: Loss["to"]) => void;
}) {
  if (!loss) return null;
  return (
    <ConfirmDialog
      open
      onOpenChange={onCancel}
      title={loss.own ? "Give up owning this business?" : "Take this role away?"}
      action={loss.own ? "Give up" : "Remove"}
      busy={busy}
      {...(loss.to && { openedBy: choice })}
      onConfirm={() => onConfirm(loss.to)}
    >
      <Words {...loss} />
    </ConfirmDialog>
  );
}
