"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { Unless } from "@/components/shell/permissions";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useChangeRole } from "@/lib/domains/access/members/queries";
import { refusalOf } from "@/lib/domains/access/members/terms";
import { ConfirmOwnRole } from "./confirm-own-role";
import { changeOf, type MemberRowProps } from "./member-change";
import { asOptions, ROLE_NAMES, type Role } from "./role-names";

/** The role of a member, which a choice changes; of one's own, after a question. */
export function RoleChoice(props: MemberRowProps) {
  const { slug, member, self } = props;
  const own = member.userId === self.userId;
  const [asked, setAsked] = useState<Role>();
  const choice = useRef<HTMLSelectElement>(null);
  const router = useRouter();
  const change = useChangeRole(slug, own);
  const roles = (Object.keys(ROLE_NAMES) as Role[]).filter(
    (role) => role === member.role || !refusalOf(changeOf(props, role)),
  );
  const refused = refusalOf(changeOf(props, member.role === "owner" ? "admin" : "viewer"));
  const reason = roles.length > 1 ? undefined : (refused?.reason ?? "There is no lower role.");
  const changed = (role: Role) => {
    setAsked(undefined);
    toast.success("Role changed", { description: `${member.name}: ${ROLE_NAMES[role]}` });
    // What one may do here has changed.
    if (own) router.refresh();
  };
  // A list of one role shows the row no more by the time of the answer.
  const set = (role: Role) =>
    void change
      .mutateAsync({ userId: member.userId, role })
      .then(() => changed(role), tellFailure("Not changed"));
  return (
    <>
      <Unless reason={reason}>
        {(disabled) => (
          <Select
            ref={choice}
            label={`Role of ${member.name}`}
            value={member.role}
            onChange={own ? setAsked : set}
            options={asOptions(roles)}
            disabled={disabled || change.isPending}
            className="w-28"
          />
        )}
      </Unless>
      <ConfirmOwnRole
        from={self.role}
        to={asked}
        busy={change.isPending}
        choice={choice}
        onCancel={() => setAsked(undefined)}
        onConfirm={set}
      />
    </>
  );
}
