"use client";
import { useState } from "react";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { describeError } from "@/lib/core/problem";
import { useMakeIdentitySecret } from "@/lib/domains/access/widget/queries";

/** Makes the identity secret and shows it the only time that it can be shown. */
export function MakeSecret({
  slug,
  replaces,
  open,
  onOpenChange,
}: {
  slug: string;
  /** There is one already, which ends with this. */
  replaces: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const make = useMakeIdentitySecret(slug);
  const [secret, setSecret] = useState<string>();
  const close = () => {
    setSecret(undefined);
    make.reset();
    onOpenChange(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={secret ? "Your identity secret" : "Make an identity secret?"}
      closesOutside={!secret}
    >
      {secret ? (
        <>
          <div className="flex items-start gap-2 rounded-md border bg-subtle py-2 pr-2 pl-3">
            <code
              aria-label="Secret"
              className="min-w-0 flex-1 self-center font-mono text-[0.8125rem] break-all select-all"
            >
              {secret}
            </code>
            <CopyButton text={secret} label="Copy the secret">
              Copy
            </CopyButton>
          </div>
          <p className="mt-3 text-[0.8125rem] text-muted">
            Keep it where your server’s other secrets are, and never in a page. It is stored here
            encrypted and cannot be shown again.
          </p>
          <DialogActions>
            <Button variant="primary" onClick={close} autoFocus>
              Done
            </Button>
          </DialogActions>
        </>
      ) : (
        <>
          {make.error && <FormError>{describeError(make.error).detail}</FormError>}
          <p className="text-sm text-muted">
            {replaces
              ? "The new secret takes the place of the one in use, which ends at once: until your server has the new one, its users are not verified."
              : "Your server proves with it who is signed in. It is shown once."}
          </p>
          <DialogActions>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant={replaces ? "danger" : "primary"}
              busy={make.isPending}
              onClick={() =>
                make.mutate(undefined, { onSuccess: ({ secret: made }) => setSecret(made) })
              }
            >
              {replaces ? "Replace the secret" : "Make a secret"}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
