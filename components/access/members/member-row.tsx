"use client";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { Unless } from "@/components/shell/permissions";
import { When } from "@/components/shell/when";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { describeError } from "@/lib/core/problem";
import { useChangeRole, useLeave, useRemoveMember } from "@/lib/domains/access/members/queries";
import type { Member } from "@/lib/domains/access/members/schema";
import { refusalOf, type MemberChange } from "@/lib/domains/access/members/terms";
import { asOptions, ROLE_NAMES, type Role, type Self } from "./role-names";

interface RowProps {
  slug: string;
  member: Member;
  self: Self;
  owners: number;
}

const changeOf = ({ member, self, owners }: RowProps, to: Role | undefined): MemberChange => ({
  by: self.role,
  own: member.userId === self.userId,
  from: member.role,
  to,
  owners,
});

function RoleChoice(props: RowProps) {
  const { slug, member } = props;
  const change = useChangeRole(slug);
  const roles = (Object.keys(ROLE_NAMES) as Role[]).filter(
    (role) => role === member.role || !refusalOf(changeOf(props, role)),
  );
  const refused = refusalOf(changeOf(props, member.role === "owner" ? "admin" : "viewer"));
  const reason = roles.length > 1 ? undefined : (refused?.reason ?? "There is no lower role.");
  const choose = (role: Role) =>
    change.mutate(
      { userId: member.userId, role },
      {
        onSuccess: () =>
          toast.success("Role changed", { description: `${member.name}: ${ROLE_NAMES[role]}` }),
        onError: (error) =>
          toast.error("Not changed", { description: describeError(error).detail }),
      },
    );
  return (
    <Unless reason={reason}>
      {(disabled) => (
        <Select
          label={`Role of ${member.name}`}
          value={member.role}
          onChange={choose}
          options={asOptions(roles)}
          disabled={disabled || change.isPending}
          className="w-28"
        />
      )}
    </Unless>
  );
}

function End(props: RowProps) {
  const { slug, member, self } = props;
  const remove = useRemoveMember(slug);
  const leave = useLeave(slug);
  const [asking, setAsking] = useState(false);
  const own = member.userId === self.userId;
  const failed = (error: Error) =>
    toast.error(own ? "You did not leave" : "Not removed", {
      description: describeError(error).detail,
    });
  const confirm = () => {
    if (own) {
      // A whole new page, so that nothing of the organization stays in the browser's memory.
      leave.mutate(undefined, {
        onSuccess: () => window.location.assign("/sign-in"),
        onError: failed,
      });
      return;
    }
    remove.mutate(member.userId, {
      onSuccess: () => {
        setAsking(false);
        toast.success("Removed", { description: member.name });
      },
      onError: failed,
    });
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

export function MemberRow(props: RowProps) {
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
