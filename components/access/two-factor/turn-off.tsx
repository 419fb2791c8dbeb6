"use client";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useTurnOffTwoFactor } from "@/lib/domains/access/two-factor/queries";
import { endedInWords } from "../account/ended-in-words";
import { AskedCode } from "./asked-code";

/** Asks for a code, so that a browser left open does not do. */
export function TurnOff() {
  const turnOff = useTurnOffTwoFactor();
  const [open, setOpen] = useState(false);
  const send = async (code: string) => {
    const { ended } = await turnOff.mutateAsync(code);
    setOpen(false);
    toast.success("Two-factor sign-in is off", { description: endedInWords(ended) });
  };
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Turn off…
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Turn off two-factor sign-in?"
        description="Your password alone will sign you in. Organizations that require two factors will no longer let you in."
        className="max-w-md"
      >
        <AskedCode
          label="Code"
          hint="From your app, or a recovery code."
          action="Turn off"
          digits={false}
          busy={turnOff.isPending}
          send={send}
        />
      </Dialog>
    </>
  );
}
