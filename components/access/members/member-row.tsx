"use client";
import { useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { Unless } from "@/components/shell/permissions";
import { When } from "@/components/shell/when";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useLeave, useRemoveMember } from "@/lib/domains/access/members/queries";
import { refusalOf } from "@/lib/domains/access/members/terms";
import { changeOf, type MemberRowProps } from "./member-change";
import { RoleChoice } from "./role-choice";

function End(props: MemberRowProps) {
  const { slug, member, self } = props;
  const remove = useRemoveMember(slug);
  const leave = useLeave(slug);
  const [asking, setAsking] = useState(false);
  const own = member.userId === self.userId;
  const failed = tellFailure(own ? "You did not leave" : "Not removed");
  const confirm = () => {
    if (own) {
      // A whole new page, so that nothing of the organization stays in the browser's memory.
      void leave.mutateAsync(undefined).then(() => window.location.assign("/sign-in"), failed);
      return;
    }
    // The row is gone by then, and with it what `mutate` would call.
    void remove.mutateAsync(member.userId).then(() => {
      setAsking(false);
      toast.success("Removed", { description: member.name });
    }, failed);
  };
  return (
    <>
      <Unless reason={refusalOf(changeOf(props, undefined))?.reason}>
        {(disabled) => (
          <Button
            size="sm"
            disabled={disabled}
            aria-label={own ? "Leave the organization" : `Remove ${member.name}`}
            onClick={() => setAsking(true)}
          >
            {own ? "Leave…" : "Remove…"}
          </Button>
        )}
      </Unless>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={own ? "Leave this organization?" : "Remove this member?"}
        action={own ? "Leave" : "Remove"}
        busy={remove.isPending || leave.isPending}
        onConfirm={confirm}
      >
        <p>
          {own ? "You lose" : <strong className="font-medium text-ink">{member.name}</strong>}
          {own ? "" : " loses"} access at once. Only an invitation brings it back.
        </p>
      </ConfirmDialog>
    </>
  );
}

export function MemberRow(props: MemberRowProps) {
  const { member, self } = props;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 sm:flex-nowrap">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{member.name}</span>
          {member.userId === self.userId && <Badge>You</Badge>}
        </p>
        <p className="text-xs wrap-anywhere text-muted">
          {member.email} · since <When at={member.since} />
        </p>
      </div>
      <RoleChoice {...props} />
      <End {...props} />
    </li>
  );
}
