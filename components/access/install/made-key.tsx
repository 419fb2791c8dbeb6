"use client";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogActions } from "@/components/ui/dialog";
import type { KeyKind } from "./key-kind";

export function MadeKey({
  kind,
  apiKey,
  onDone,
}: {
  kind: KeyKind;
  apiKey: string;
  onDone: () => void;
}) {
  return (
    <>
      <div className="flex items-start gap-2 rounded-md border bg-subtle py-2 pr-2 pl-3">
        <code
          aria-label="Key"
          className="min-w-0 flex-1 self-center font-mono text-[0.8125rem] break-all select-all"
        >
          {apiKey}
        </code>
        <CopyButton text={apiKey} label="Copy the key">
          Copy
        </CopyButton>
      </div>
      <p className="mt-3 text-[0.8125rem] text-muted">
        {kind === "secret"
          ? "Keep it where your server's other secrets are. Only its fingerprint is stored here, so it cannot be shown again: if it is lost, create another and revoke this one."
          : "The line to copy on this page holds it now. Only its fingerprint is stored here, so it cannot be shown again after you leave."}
      </p>
      <DialogActions>
        <Button variant="primary" onClick={onDone} autoFocus>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
