"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX, Store } from "lucide-react";
import { ListEnd } from "@/components/shell/list-end";
import { SearchField } from "@/components/shell/search-field";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { businessesQuery } from "@/lib/domains/access/businesses/queries";
import { BusinessCard } from "./business-card";
import { NewBusiness } from "./new-business";
import { useBusinessFilter } from "./use-business-filter";

/** Said to who came by the address of an organization that is archived. */
function ArchivedNotice({ name, onShow }: { name: string; onShow: () => void }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md bg-warning-soft px-3 py-2.5 text-sm text-warning"
    >
      <p className="min-w-0 flex-1 basis-64">
        {name} is archived: its pages, its widget and its API keys answer nobody. An owner of the
        business can restore it, with everything it has.
      </p>
      <Button size="sm" onClick={onShow}>
        Show it
      </Button>
    </div>
  );
}

function Empty({ filtered, onReset }: { filtered: boolean; onReset: () => void }) {
  return (
    <Card>
      {filtered ? (
        <EmptyState
          icon={SearchX}
          title="No such organization"
          actions={<Button onClick={onReset}>Show all</Button>}
        >
          None of yours has this in its name, its address or the name of its business.
        </EmptyState>
      ) : (
        <EmptyState
          icon={Store}
          title="You belong to no business yet"
          actions={<NewBusiness primary />}
        >
          Create your own, or open the link in an invitation that somebody sent you. An organization
          that an owner of its business has archived is not shown to its members until it is
          restored.
        </EmptyState>
      )}
    </Card>
  );
}

function BusinessList({ selfId }: { selfId: string }) {
  const { search, change } = useBusinessFilter();
  const list = useInfiniteQuery(businessesQuery(search));
  const pages = list.data?.pages;
  if (list.isError && !pages) {
    return (
      <Card>
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  }
  if (!pages) {
    return (
      <Loading className="space-y-5">
        <Skeleton className="h-40 rounded-lg" />
        <Skeleton className="h-40 rounded-lg" />
      </Loading>
    );
  }
  const businesses = pages.flatMap((page) => page.businesses);
  if (businesses.length === 0)
    return <Empty filtered={search !== undefined} onReset={() => change({ q: undefined })} />;
  return (
    <>
      {businesses.map((business) => (
        <BusinessCard key={business.id} business={business} selfId={selfId} />
      ))}
      <ListEnd list={list}>Show more businesses</ListEnd>
      <NewBusiness />
    </>
  );
}

/** The businesses that a person has to do with, each with its organizations. */
export function Businesses({
  selfId,
  archived,
}: {
  /** The user who asks. */
  selfId: string;
  /** The organization whose address led here, where it is archived and the person may know it. */
  archived: { slug: string; name: string } | undefined;
}) {
  const { search, change } = useBusinessFilter();
  const list = useInfiniteQuery(businessesQuery(search));
  const hasNone = search === undefined && list.data?.pages[0]?.businesses.length === 0;
  return (
    <div className="space-y-5">
      {archived && (
        <ArchivedNotice name={archived.name} onShow={() => change({ q: archived.slug })} />
      )}
      {!hasNone && (
        <div role="search" aria-label="Organizations">
          <SearchField
            label="Search organizations by name or address"
            placeholder="Organization, address or business"
            value={search}
            onChange={(q) => change({ q })}
          />
        </div>
      )}
      <BusinessList selfId={selfId} />
    </div>
  );
}
