"use client";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { KeyForm } from "./key-form";
import type { FreshKey, KeyKind } from "./key-kind";
import { MadeKey } from "./made-key";

/** Makes a key, and shows it the only time that it can be shown. */
export function CreateKey({
  slug,
  open,
  onOpenChange,
  kind,
  onMade,
}: {
  slug: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The only kind offered; without it the person chooses. */
  kind?: KeyKind;
  onMade: (key: FreshKey) => void;
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
        <MadeKey kind={made.kind} apiKey={made.key} onDone={() => change(false)} />
      ) : (
        <KeyForm
          slug={slug}
          kind={kind}
          onCancel={() => change(false)}
          onMade={(chosen, { id, key }) => {
            setMade({ kind: chosen, key });
            if (chosen === "publishable") onMade({ id, key });
          }}
        />
      )}
    </Dialog>
  );
}
