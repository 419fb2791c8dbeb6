import type { Scope } from "../../lib/platform/db/scope.ts";

export interface Tenant extends Scope {
  number: number;
  windows: number;
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

function tenant(number: number, windows: number): Tenant {
  return {
    number,
    windows,
    tenantId: `00000000-0000-7000-8000-${hex(number, 12)}`,
    organizationId: `00000000-0000-7000-9000-${hex(number, 12)}`,
  };
}

/** The tenants that are asked, then as many others as fill the table up to about `total` windows. */
export function tenantsOf(sizes: readonly number[], count: number, total: number): Tenant[] {
  const asked = sizes.reduce((sum, size) => sum + size, 0);
  const others = count - sizes.length;
  const mean = (total - asked) / others;
  const sizeOf = (at: number) =>
    at < sizes.length
      ? sizes[at]!
      : Math.max(1, Math.round(mean * (0.1 + 1.8 * ((at * 0.618) % 1))));
  return Array.from({ length: count }, (_, at) => tenant(at + 1, sizeOf(at)));
}
