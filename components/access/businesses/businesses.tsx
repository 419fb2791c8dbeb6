"use client";
import { useQuery } from "@tanstack/react-query";
import { Store } from "lucide-react";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { businessesQuery } from "@/lib/domains/access/businesses/queries";
import type { Business } from "@/lib/domains/access/businesses/schema";
import { BusinessCard } from "./business-card";
import { NewBusiness } from "./new-business";

/** Said to who came by the address of an organization that is archived. */
function ArchivedNotice({ businesses, slug }: { businesses: Business[]; slug: string }) {
  // Only an own organization's name is shown, whatever the address says.
  const found = businesses
    .flatMap(({ organizations }) => organizations)
    .find((organization) => organization.slug === slug && organization.archived);
  if (!found) return null;
  return (
    <p role="status" className="rounded-md bg-warning-soft px-3 py-2.5 text-sm text-warning">
      {found.name} is archived: its pages, its widget and its API keys answer nobody. An owner of
      the business can restore it below, with everything it has.
    </p>
  );
}

/** The businesses that a person has to do with, each with its organizations. */
export function Businesses({
  selfId,
  archivedSlug,
}: {
  /** The user who asks. */
  selfId: string;
  archivedSlug: string | undefined;
}) {
  const list = useQuery(businessesQuery);
  if (list.isError && !list.data) {
    return (
      <Card>
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  }
  if (!list.data) {
    return (
      <Loading className="space-y-5">
        <Skeleton className="h-40 rounded-lg" />
        <Skeleton className="h-40 rounded-lg" />
      </Loading>
    );
  }
  if (list.data.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={Store}
          title="You belong to no business yet"
          actions={<NewBusiness primary />}
        >
          Create your own, or open the link in an invitation that somebody sent you. An organization
          that an owner of its business has archived is not shown to its members until it is
          restored.
        </EmptyState>
      </Card>
    );
  }
  return (
    <div className="space-y-5">
      {archivedSlug && <ArchivedNotice businesses={list.data} slug={archivedSlug} />}
      {list.data.map((business) => (
        <BusinessCard key={business.id} business={business} selfId={selfId} />
      ))}
      <NewBusiness />
    </div>
  );
}
