"use client";
import { useQuery } from "@tanstack/react-query";
import { Check, UserRoundPen } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { membersQuery } from "@/lib/domains/access/members/list-queries";
import { mayAnswer } from "@/lib/domains/chat/inbox/answering-terms";

/** Says whose a conversation is: of those who may answer. */
export function AssignMenu({
  slug,
  me,
  assigneeId,
  disabled,
  onAssign,
}: {
  slug: string;
  me: string;
  assigneeId: string | null;
  disabled: boolean;
  onAssign: (memberId: string | null) => void;
}) {
  const members = useQuery(membersQuery(slug)).data?.members ?? [];
  const able = members.filter(({ role }) => mayAnswer(role));
  return (
    <Menu
      trigger={
        <Button size="icon" variant="ghost" disabled={disabled} aria-label="Assign">
          <UserRoundPen aria-hidden />
        </Button>
      }
    >
      <MenuLabel>Assign to</MenuLabel>
      {able.map(({ userId, name }) => (
        <MenuItem key={userId} onSelect={() => onAssign(userId)}>
          <span className="flex-1">
            {name}
            {userId === me && " (you)"}
          </span>
          {userId === assigneeId && <Check aria-label="(has it)" />}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem disabled={assigneeId === null} onSelect={() => onAssign(null)}>
        Nobody
      </MenuItem>
    </Menu>
  );
}
