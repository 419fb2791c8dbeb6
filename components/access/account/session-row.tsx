"use client";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { useSignOut } from "@/components/shell/use-sign-out";
import { When } from "@/components/shell/when";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useEndSession } from "@/lib/domains/access/account/queries";
import type { OwnSession } from "@/lib/domains/access/account/schema";
import { browserName, readableAddress } from "./browser-name";

function EndThis() {
  const { leaving, leave } = useSignOut();
  return (
    <Button size="sm" busy={leaving} onClick={() => void leave()}>
      Sign out
    </Button>
  );
}

function EndOther({ id, name }: { id: string; name: string }) {
  const end = useEndSession();
  const click = () =>
    void end
      .mutateAsync(id)
      .then(
        () => toast.success("Signed out", { description: name }),
        tellFailure("Not signed out"),
      );
  return (
    <Button size="sm" busy={end.isPending} aria-label={`Sign out ${name}`} onClick={click}>
      Sign out
    </Button>
  );
}

export function SessionRow({ session }: { session: OwnSession }) {
  const { id, userAgent, address, createdAt, lastSeenAt, current } = session;
  const name = browserName(userAgent);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-3 py-2.5 sm:flex-nowrap">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {name}
          {current && <Badge tone="success">This browser</Badge>}
        </p>
        <p className="text-xs text-muted">
          <span className="break-all">{readableAddress(address)}</span> · Signed in{" "}
          <When at={createdAt} /> · Last seen <When at={lastSeenAt} />
        </p>
      </div>
      {current ? <EndThis /> : <EndOther id={id} name={name} />}
    </li>
  );
}
