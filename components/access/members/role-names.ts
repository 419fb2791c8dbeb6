import type { Member } from "@/lib/domains/access/members/schema";

export type Role = Member["role"];

/** Who looks at the page. */
export interface Self {
  userId: string;
  role: Role;
}

export const ROLE_NAMES: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  viewer: "Viewer",
};

export const asOptions = (roles: readonly Role[]) =>
  roles.map((value) => ({ value, label: ROLE_NAMES[value] }));
