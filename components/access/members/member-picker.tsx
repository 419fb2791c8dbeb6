"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { ErrorState } from "@/components/shell/states";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { RadioRow } from "@/components/ui/radio-row";
import { SearchInput } from "@/components/ui/search-input";
import { membersQuery } from "@/lib/domains/access/members/list-queries";
import type { Member } from "@/lib/domains/access/members/schema";
import type { Role } from "./role-names";

function Choices({
  slug,
  search,
  roles,
  chosen,
  onChoose,
}: {
  slug: string;
  search: string;
  roles: Role[];
  chosen: Member | undefined;
  onChoose: (member: Member) => void;
}) {
  const name = useId();
  const list = useInfiniteQuery(membersQuery(slug, { role: roles, ...(search && { search }) }));
  const found = list.data?.pages[0]?.members ?? [];
  const shown =
    chosen && !found.some(({ userId }) => userId === chosen.userId) ? [chosen, ...found] : found;
  if (list.isPending && !chosen)
    return (
      <Loading>
        <Skeleton className="h-20" />
      </Loading>
    );
  if (list.isError && shown.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (shown.length === 0) return <p className="text-[0.8125rem]">Nobody is called like this.</p>;
  return (
    <>
      <ul className="max-h-60 divide-y overflow-y-auto rounded-md border text-ink">
        {shown.map((member) => (
          <li key={member.userId}>
            <RadioRow
              name={name}
              checked={chosen?.userId === member.userId}
              onChoose={() => onChoose(member)}
            >
              <span className="min-w-0">
                <span className="block break-words">{member.name}</span>
                <span className="block truncate text-xs text-muted">{member.email}</span>
              </span>
            </RadioRow>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <p className="text-[0.8125rem]">There are more: search for a name.</p>}
    </>
  );
}

/** A choice of one member with one of these roles, found by a part of their name or e-mail. */
export function MemberPicker({
  label,
  ...choice
}: {
  label: string;
  slug: string;
  roles: Role[];
  chosen: Member | undefined;
  onChoose: (member: Member) => void;
}) {
  const [search, setSearch] = useState("");
  const settled = useDeferredValue(search.trim());
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium text-ink">{label}</legend>
      <SearchInput
        label="Search members by name or e-mail"
        placeholder="Name or e-mail"
        value={search}
        onChange={setSearch}
      />
      <Choices search={settled} {...choice} />
    </fieldset>
  );
}
