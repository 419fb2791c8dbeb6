"use client";
import { searchIn, useAddress } from "@/components/shell/use-address";
import type { KeyFilter } from "@/lib/domains/access/keys/queries";
import { KEY_LIST_STATES } from "@/lib/domains/access/keys/terms";

/** What an address says of the list of keys; what is unknown there is left out. */
export function readKeyFilter(params: Pick<URLSearchParams, "get">): KeyFilter {
  const search = searchIn(params);
  const state = KEY_LIST_STATES.find((known) => known === params.get("state"));
  return { ...(search && { search }), ...(state && { state }) };
}

/** Which keys are listed, kept in the address. */
export function useKeyFilter() {
  const [params, change] = useAddress();
  return { filter: readKeyFilter(params), change };
}
