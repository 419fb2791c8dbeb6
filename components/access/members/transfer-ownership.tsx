"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { Unless } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { membersQuery } from "@/lib/domains/access/members/list-queries";
import { useTransferOwnership } from "@/lib/domains/access/members/queries";
import type { Member } from "@/lib/domains/access/members/schema";
import { transferRefusalOf } from "@/lib/domains/access/members/terms";
import { MemberPicker } from "./member-picker";
import type { Self } from "./role-names";
import { ROLES } from "./use-member-filter";

const HEIRS = ROLES.filter((role) => !transferRefusalOf("owner", role));

/** Hands the organization over to another member. */
export function TransferOwnership({ slug, self }: { slug: string; self: Self }) {
  const refusal = transferRefusalOf(self.role, "admin");
  // Whether there is anybody at all, whatever the list above shows.
  const heirs = useInfiniteQuery({ ...membersQuery(slug, { role: HEIRS }), enabled: !refusal });
  const possible = heirs.data?.pages[0]?.members ?? [];
  const isAlone = heirs.isSuccess && possible.length === 0;
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<Member>();
  const [isMissing, setMissing] = useState(false);
  // Where there is one alone there is nothing to choose.
  const heir = chosen ?? (possible.length === 1 ? possible[0] : undefined);
  const transfer = useTransferOwnership(slug);
  const router = useRouter();
  const open = (next: boolean) => {
    setAsking(next);
    setChosen(undefined);
    setMissing(false);
  };
  const confirm = () => {
    setMissing(!heir);
    if (!heir) return;
    void transfer.mutateAsync(heir.userId).then(() => {
      open(false);
      toast.success("Ownership transferred", { description: `${heir.name} is an owner now.` });
      // What one may do here has changed.
      router.refresh();
    }, tellFailure("Not transferred"));
  };
  const nobody = isAlone ? "There is nobody to hand it to: invite somebody first." : undefined;
  return (
    <div className="mt-3 flex justify-end">
      <Unless reason={refusal?.reason ?? nobody}>
        {(disabled) => (
          <Button size="sm" disabled={disabled || heirs.isPending} onClick={() => open(true)}>
            Transfer ownership…
          </Button>
        )}
      </Unless>
      <ConfirmDialog
        open={asking}
        onOpenChange={open}
        title="Transfer ownership?"
        action="Transfer"
        busy={transfer.isPending}
        onConfirm={confirm}
      >
        <p>
          They become an owner of this organization and you an admin. Only an owner can undo it.
          They are signed out and sign in again as an owner.
        </p>
        <MemberPicker
          label="New owner"
          slug={slug}
          roles={HEIRS}
          chosen={heir}
          onChoose={setChosen}
        />
        {isMissing && !heir && (
          <p role="alert" className="text-danger">
            Choose who is to be the owner.
          </p>
        )}
      </ConfirmDialog>
    </div>
  );
}
