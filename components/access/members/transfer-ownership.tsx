"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { Unless } from "@/components/shell/permissions";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { describeError } from "@/lib/core/problem";
import { useTransferOwnership } from "@/lib/domains/access/members/queries";
import { transferRefusalOf, type Member } from "@/lib/domains/access/members/schema";
import type { Self } from "./role-names";

interface TransferProps {
  slug: string;
  self: Self;
  members: readonly Member[];
}

function reasonAgainst(self: Self, heirs: readonly Member[]): string | undefined {
  const refusal = transferRefusalOf(self.role, "admin");
  if (refusal) return refusal.reason;
  return heirs.length === 0 ? "There is nobody to hand it to: invite somebody first." : undefined;
}

/** Hands the organization over to another member. */
export function TransferOwnership({ slug, self, members }: TransferProps) {
  const heirs = members.filter(({ role }) => !transferRefusalOf("owner", role));
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const transfer = useTransferOwnership(slug);
  const router = useRouter();
  const heir = heirs.find(({ userId }) => userId === chosen) ?? heirs[0];
  const confirm = () => {
    if (!heir) return;
    transfer.mutate(heir.userId, {
      onSuccess: () => {
        setAsking(false);
        toast.success("Ownership transferred", { description: `${heir.name} is an owner now.` });
        // What one may do here has changed.
        router.refresh();
      },
      onError: (error) =>
        toast.error("Not transferred", { description: describeError(error).detail }),
    });
  };
  return (
    <div className="mt-3 flex justify-end">
      <Unless reason={reasonAgainst(self, heirs)}>
        {(disabled) => (
          <Button size="sm" disabled={disabled} onClick={() => setAsking(true)}>
            Transfer ownership…
          </Button>
        )}
      </Unless>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Transfer ownership?"
        action="Transfer"
        busy={transfer.isPending}
        onConfirm={confirm}
      >
        <p>
          They become an owner of this organization and you an admin. Only an owner can undo it.
          They are signed out and sign in again as an owner.
        </p>
        <Select
          label="New owner"
          value={heir?.userId ?? ""}
          onChange={setChosen}
          options={heirs.map(({ userId, name, email }) => ({
            value: userId,
            label: `${name} · ${email}`,
          }))}
          className="w-full"
        />
      </ConfirmDialog>
    </div>
  );
}
