"use client";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { Button } from "@/components/ui/button";
import { useConnect, useDisconnect } from "@/lib/domains/access/providers/queries";
import type { WaysIn } from "@/lib/domains/access/providers/schema";
import { endedInWords } from "./ended-in-words";
import { useReauthenticationPrompt } from "./reauthentication-prompt";

type Provider = WaysIn["providers"][number];

/** What leads there is loaded by who goes there. */
async function leaveFor(provider: string): Promise<void> {
  const { signInAt } = await import("@/components/auth/begin-session");
  await signInAt(provider, "/account");
}

/** A provider that can be connected or taken away. */
export function ProviderRow({
  provider: { id, name, address },
  verified,
}: {
  provider: Provider;
  verified: boolean;
}) {
  const { asks, prompt } = useReauthenticationPrompt();
  const connect = useConnect();
  const disconnect = useDisconnect();
  const failed = tellFailure(`${name} was left as it is`);
  const begin = () =>
    void connect.mutateAsync(id).then(
      () => void leaveFor(id).catch(failed),
      (error: Error) => {
        if (!asks(error, begin)) failed(error);
      },
    );
  const end = () =>
    void disconnect
      .mutateAsync(id)
      .then(
        ({ ended }) =>
          toast.success(`${name} is disconnected`, { description: endedInWords(ended) }),
        failed,
      );
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
      <div className="min-w-0">
        <p className="text-sm font-medium">{name}</p>
        <p className="truncate text-[0.8125rem] text-muted">
          {address ?? (verified ? "Not connected" : "Confirm your address first to connect it.")}
        </p>
      </div>
      {address === null ? (
        <Button size="sm" busy={connect.isPending} disabled={!verified} onClick={begin}>
          Connect {name}
        </Button>
      ) : (
        <Button size="sm" busy={disconnect.isPending} onClick={end}>
          Disconnect {name}
        </Button>
      )}
      {prompt}
    </li>
  );
}
