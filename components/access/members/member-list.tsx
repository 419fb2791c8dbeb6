"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX, Users } from "lucide-react";
import { ListEnd } from "@/components/shell/list-end";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { membersQuery } from "@/lib/domains/access/members/list-queries";
import { MemberRow } from "./member-row";
import type { Self } from "./role-names";
import { TransferOwnership } from "./transfer-ownership";
import { useMemberFilter } from "./use-member-filter";

function Empty({ filtered, onReset }: { filtered: boolean; onReset: () => void }) {
  if (filtered)
    return (
      <EmptyState
        icon={SearchX}
        title="Nobody fits"
        actions={<Button onClick={onReset}>Show everybody</Button>}
      >
        No member has this name, e-mail and role.
      </EmptyState>
    );
  return (
    <EmptyState icon={Users} title="Nobody here">
      Everybody has left this organization.
    </EmptyState>
  );
}

/** The members that the address asks for, a page after another. */
export function MemberList({ slug, self }: { slug: string; self: Self }) {
  const { filter, change } = useMemberFilter();
  const list = useInfiniteQuery(membersQuery(slug, filter));
  const pages = list.data?.pages;
  if (list.isError && !pages)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!pages)
    return (
      <Loading className="space-y-2">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </Loading>
    );
  const members = pages.flatMap((page) => page.members);
  const newest = pages.at(-1);
  // The list is newer than the page: a role may have changed since.
  const own = { ...self, role: newest?.ownRole ?? self.role };
  return (
    <>
      {members.length === 0 && (
        <Empty
          filtered={Object.keys(filter).length > 0}
          onReset={() => change({ q: undefined, role: undefined })}
        />
      )}
      {members.length > 0 && (
        <ul aria-label="Members" className="divide-y rounded-md border">
          {members.map((member) => (
            <MemberRow
              key={member.userId}
              slug={slug}
              member={member}
              self={own}
              owners={newest?.owners ?? 0}
            />
          ))}
        </ul>
      )}
      <ListEnd list={list} />
      <TransferOwnership slug={slug} self={own} />
    </>
  );
}
