"use client";
import { useState } from "react";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { describeError } from "@/lib/core/problem";
import { useRotateKey } from "@/lib/domains/access/keys/queries";
import type { KeyView, Overlap } from "@/lib/domains/access/keys/schema";
import { MadeKey, PLACE_OF_KEY } from "./made-key";

const CHOICES: readonly { value: Overlap; label: string }[] = [
  { value: "none", label: "Ends at once" },
  { value: "1h", label: "Works for another hour" },
  { value: "24h", label: "Works for another 24 hours" },
  { value: "7d", label: "Works for another 7 days" },
];

function Rotation({
  slug,
  old,
  onCancel,
  onMade,
}: {
  slug: string;
  old: KeyView;
  onCancel: () => void;
  onMade: (key: string) => void;
}) {
  const rotate = useRotateKey(slug);
  const [overlap, setOverlap] = useState<Overlap>("24h");
  const confirm = () =>
    rotate.mutate({ id: old.id, overlap }, { onSuccess: ({ key }) => onMade(key) });
  return (
    <div className="flex flex-col gap-4">
      {rotate.error && <FormError>{describeError(rotate.error).detail}</FormError>}
      <p className="text-sm text-muted">
        A new key takes the place of <strong className="font-medium text-ink">{old.name}</strong> (
        <code className="font-mono text-xs">{old.hint}…</code>). It has the same name and may do the
        same{old.expiresAt ? ", for as long as the old one was to live" : ""}. Choose how long the
        old one goes on, so that you can put the new one in its place.
      </p>
      <Select label="The old key" value={overlap} onChange={setOverlap} options={CHOICES} />
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" busy={rotate.isPending} onClick={confirm}>
          Rotate
        </Button>
      </DialogActions>
    </div>
  );
}

/**
 * Replaces a key and shows its successor the only time that it can be shown. It stands beside the list and not in a row,
 * since the row of the old key may be gone while the new one is shown.
 */
export function RotateKey({
  slug,
  old,
  onClose,
}: {
  slug: string;
  /** The key to replace; the dialog is open while there is one. */
  old: KeyView | undefined;
  onClose: () => void;
}) {
  const [made, setMade] = useState<string>();
  const close = () => {
    setMade(undefined);
    onClose();
  };
  return (
    <Dialog
      open={old !== undefined}
      onOpenChange={(open) => !open && close()}
      title={made ? "Your new key" : "Rotate this key?"}
      closesOutside={!made}
    >
      {old &&
        (made ? (
          <MadeKey apiKey={made} onDone={close}>
            {PLACE_OF_KEY[old.kind]}
          </MadeKey>
        ) : (
          <Rotation slug={slug} old={old} onCancel={close} onMade={setMade} />
        ))}
    </Dialog>
  );
}
