"use client";
import { useAddress } from "@/components/shell/use-address";
import type { AuditFilter } from "@/lib/domains/access/audit/schema";
import { AUDIT_ACTIONS } from "@/lib/domains/access/audit/terms";

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const KNOWN: Record<keyof AuditFilter, (text: string) => boolean> = {
  actor: (text) => UUID.test(text),
  action: (text) => Object.hasOwn(AUDIT_ACTIONS, text),
  record: (text) => text.length <= 100,
  from: (text) => MOMENT.test(text) && !Number.isNaN(Date.parse(text)),
  until: (text) => MOMENT.test(text) && !Number.isNaN(Date.parse(text)),
};
const PARTS = Object.keys(KNOWN) as (keyof AuditFilter)[];

/** What an address says of the log; what is unknown there is left out. */
export function readAuditFilter(params: Pick<URLSearchParams, "get">): AuditFilter {
  const given = PARTS.map((part) => [part, params.get(part)?.trim()] as const);
  return Object.fromEntries(given.filter(([part, text]) => text && KNOWN[part](text)));
}

/** What the log is narrowed by, kept in the address. */
export function useAuditFilter(): [AuditFilter, (filter: AuditFilter) => void] {
  const [params, change] = useAddress();
  const set = (filter: AuditFilter) =>
    change(Object.fromEntries(PARTS.map((part) => [part, filter[part]])));
  return [readAuditFilter(params), set];
}
