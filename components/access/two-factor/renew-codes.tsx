"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useRenewRecoveryCodes } from "@/lib/domains/access/two-factor/queries";
import { AskedCode } from "./asked-code";
import { RecoveryCodes } from "./recovery-codes";

export function RenewCodes() {
  const renew = useRenewRecoveryCodes();
  const [open, setOpen] = useState(false);
  const start = () => {
    renew.reset();
    setOpen(true);
  };
  const codes = renew.data?.recoveryCodes;
  return (
    <>
      <Button size="sm" onClick={start}>
        New recovery codes…
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        closesOutside={!codes}
        title={codes ? "Your recovery codes" : "Make new recovery codes"}
        {...(!codes && { description: "The ones that you have now will stop working." })}
        className="max-w-md"
      >
        {codes ? (
          <RecoveryCodes codes={codes} onDone={() => setOpen(false)} />
        ) : (
          <AskedCode
            label="Code"
            hint="From your app, or a recovery code."
            action="Make new codes"
            digits={false}
            busy={renew.isPending}
            send={renew.mutateAsync}
          />
        )}
      </Dialog>
    </>
  );
}
