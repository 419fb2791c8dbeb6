"use client";
import { searchIn, useAddress } from "@/components/shell/use-address";
import type { MemberFilter } from "@/lib/domains/access/members/list-queries";
import { ROLE_NAMES, type Role } from "./role-names";

export const ROLES = Object.keys(ROLE_NAMES) as Role[];

/** What an address says of the list of members; what is unknown there is left out. */
export function readMemberFilter(params: Pick<URLSearchParams, "get">): MemberFilter {
  const search = searchIn(params);
  const role = ROLES.find((known) => known === params.get("role"));
  return { ...(search && { search }), ...(role && { role: [role] }) };
}

/** Which members are listed, kept in the address. */
export function useMemberFilter() {
  const [params, change] = useAddress();
  return { filter: readMemberFilter(params), change };
}
