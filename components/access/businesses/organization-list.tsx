"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ListEnd } from "@/components/shell/list-end";
import { ErrorState } from "@/components/shell/states";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { organizationsQuery } from "@/lib/domains/access/businesses/queries";
import type { Business } from "@/lib/domains/access/businesses/schema";
import { OrganizationRow } from "./organization-row";

/** The organizations of a business that are in use, or those that are archived. */
export function OrganizationList({
  business,
  search,
  archived = false,
}: {
  business: Business;
  search: string | undefined;
  archived?: boolean;
}) {
  const list = useInfiniteQuery(organizationsQuery(business.id, { search, archived }));
  const pages = list.data?.pages;
  if (list.isError && !pages)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!pages) {
    return (
      <Loading>
        <Skeleton className="h-14" />
      </Loading>
    );
  }
  const organizations = pages.flatMap((page) => page.organizations);
  if (organizations.length === 0) {
    if (archived) return null;
    return (
      <p className="rounded-md border px-3 py-2.5 text-sm text-muted">
        {search ? "None in use fits." : "None is in use."}
      </p>
    );
  }
  return (
    <div>
      <ul
        aria-label={`Organizations of ${business.name}${archived ? ", archived" : ""}`}
        className="divide-y rounded-md border"
      >
        {organizations.map((organization) => (
          <OrganizationRow key={organization.id} business={business} organization={organization} />
        ))}
      </ul>
      <ListEnd list={list} />
    </div>
  );
}
