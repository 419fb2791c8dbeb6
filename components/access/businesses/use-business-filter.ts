"use client";
import { searchIn, useAddress } from "@/components/shell/use-address";

/**
 * What the address says of the list of businesses: `q` finds organizations, and `who` people of the one business that `of`
 * names.
 */
export function useBusinessFilter(tenantId?: string) {
  const [params, change] = useAddress();
  const people =
    tenantId !== undefined && params.get("of") === tenantId ? searchIn(params, "who") : undefined;
  return { search: searchIn(params), people, change };
}
