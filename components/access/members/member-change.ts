import type { Member } from "@/lib/domains/access/members/schema";
import type { MemberChange } from "@/lib/domains/access/members/terms";
import type { Role, Self } from "./role-names";

export interface MemberRowProps {
  slug: string;
  member: Member;
  self: Self;
  owners: number;
}

/** What a row would change, for `refusalOf`. */
export const changeOf = (
  { member, self, owners }: MemberRowProps,
  to: Role | undefined,
): MemberChange => ({
  by: self.role,
  own: member.userId === self.userId,
  from: member.role,
  to,
  owners,
});
