"use client";
import { Suspense, useState } from "react";
import { toast } from "@/components/ui/toast";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/later";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { describeError } from "@/lib/core/problem";
import { useBeginTwoFactor, useConfirmTwoFactor } from "@/lib/domains/access/two-factor/queries";
import { endedInWords } from "../account/ended-in-words";
import { useReauthenticationPrompt } from "../account/reauthentication-prompt";
import { AskedCode } from "./asked-code";
import { RecoveryCodes } from "./recovery-codes";

const QrCode = later(() => import("./qr-code").then((module) => module.QrCode));

function ConnectApp({ secret, uri }: { secret: string; uri: string }) {
  return (
    <div className="mb-5 flex flex-wrap items-start gap-4">
      <Suspense
        fallback={
          <Loading>
            <Skeleton className="size-44 rounded-md" />
          </Loading>
        }
      >
        <QrCode text={uri} label="QR code for your authenticator app" />
      </Suspense>
      <div className="min-w-44 flex-1 text-sm">
        <p>Scan this with your authenticator app, or type this key into it:</p>
        <div className="mt-2 flex items-center gap-1 rounded-md border bg-subtle py-1.5 pr-1.5 pl-2.5">
          <code aria-label="Key" className="min-w-0 flex-1 font-mono text-xs break-all select-all">
            {secret}
          </code>
          <CopyButton text={secret} label="Copy the key" />
        </div>
      </div>
    </div>
  );
}

/**
 * Turns two-factor sign-in on: connects an app, asks for a code of it, and shows the recovery codes once. Stays when it is
 * no longer offered, since by then it shows those codes.
 */
export function SetUp({ offered }: { offered: boolean }) {
  const begin = useBeginTwoFactor();
  const confirm = useConfirmTwoFactor();
  const [open, setOpen] = useState(false);
  const { asks, prompt } = useReauthenticationPrompt();
  const start = () => {
    confirm.reset();
    begin.mutate(undefined, {
      onSuccess: () => setOpen(true),
      onError: (error) => {
        if (!asks(error, start))
          toast.error("Not begun", { description: describeError(error).detail });
      },
    });
  };
  const send = async (code: string) => {
    const { ended } = await confirm.mutateAsync(code);
    toast.success("Two-factor sign-in is on", { description: endedInWords(ended) });
  };
  const codes = confirm.data?.recoveryCodes;
  return (
    <>
      {offered && (
        <Button variant="primary" size="sm" busy={begin.isPending} onClick={start}>
          Set up…
        </Button>
      )}
      {prompt}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        closesOutside={false}
        title={codes ? "Your recovery codes" : "Set up two-factor sign-in"}
        className="max-w-lg"
      >
        {codes ? (
          <RecoveryCodes codes={codes} onDone={() => setOpen(false)} />
        ) : (
          <>
            {begin.data && <ConnectApp {...begin.data} />}
            <AskedCode
              label="Code from your app"
              hint="Six digits. This signs you out everywhere except in this browser."
              action="Turn on"
              digits
              busy={confirm.isPending}
              send={send}
            />
          </>
        )}
      </Dialog>
    </>
  );
}
