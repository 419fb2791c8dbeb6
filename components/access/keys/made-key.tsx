"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogActions } from "@/components/ui/dialog";

/** A key, the only time that it can be shown. */
export function MadeKey({
  apiKey,
  children,
  onDone,
}: {
  apiKey: string;
  /** Where it belongs. */
  children: ReactNode;
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
        {children} Only its fingerprint is stored here, so it cannot be shown again.
      </p>
      <DialogActions>
        <Button variant="primary" onClick={onDone} autoFocus>
          Done
        </Button>
      </DialogActions>
    </>
  );
}

/** Where a key of a kind belongs. */
export const PLACE_OF_KEY = {
  publishable: "Put it into the line on your site, as its data-key.",
  secret: "Keep it where your server’s other secrets are.",
} as const;
