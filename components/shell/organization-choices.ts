import type { OrganizationChoice } from "@/lib/domains/access/businesses/schema";

/** As many as are looked through at a glance, and sent with each page. */
const SHOWN = 12;

export interface OrganizationChoices {
  organizations: readonly OrganizationChoice[];
  /** Whether the person belongs to others that are not among them. */
  hasMore: boolean;
}

/** Some of a person's organizations to switch between, the present one among them. */
export function choicesAmong(
  all: readonly OrganizationChoice[],
  currentSlug: string,
): OrganizationChoices {
  const first = all.slice(0, SHOWN);
  const current = all.find(({ slug }) => slug === currentSlug);
  const hasMore = all.length > first.length;
  if (!current || first.includes(current)) return { organizations: first, hasMore };
  return { organizations: [current, ...first.slice(0, SHOWN - 1)], hasMore };
}
