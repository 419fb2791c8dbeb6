"use client";
import { useState } from "react";
import { later } from "@/components/ui/later";
import { Dialog } from "@/components/ui/dialog";
import type { KeyKind } from "./kind-choice";
import { MadeKey, PLACE_OF_KEY } from "./made-key";

const KeyForm = later(() => import("./key-form").then((module) => module.KeyForm));

/** Makes a key, and shows it the only time that it can be shown. */
export function CreateKey({
  slug,
  open,
  onOpenChange,
  kind,
  place,
  onMade,
}: {
  slug: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The only kind offered; without it the person chooses. */
  kind?: KeyKind;
  /** Where the key that was made belongs, where that is not where keys of its kind do. */
  place?: string;
  onMade?: (key: { id: string; key: string }) => void;
}) {
  const [made, setMade] = useState<{ kind: KeyKind; key: string }>();
  const change = (next: boolean) => {
    if (!next) setMade(undefined);
    onOpenChange(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={made ? "Your new key" : "Create a key"}
      closesOutside={!made}
    >
      {made ? (
        <MadeKey apiKey={made.key} onDone={() => change(false)}>
          {place ?? PLACE_OF_KEY[made.kind]}
        </MadeKey>
      ) : (
        <KeyForm
          slug={slug}
          kind={kind}
          onCancel={() => change(false)}
          onMade={(chosen, { id, key }) => {
            setMade({ kind: chosen, key });
            onMade?.({ id, key });
          }}
        />
      )}
    </Dialog>
  );
}
