"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { SearchInput } from "@/components/ui/search-input";
import { membersQuery } from "@/lib/domains/access/members/list-queries";
import type { Member } from "@/lib/domains/access/members/schema";
import { PersonChoices } from "./person-choices";
import type { Role } from "./role-names";

function Choices({
  slug,
  search,
  roles,
  ...choice
}: {
  slug: string;
  search: string;
  roles: Role[];
  chosen: Member | undefined;
  onChoose: (member: Member) => void;
}) {
  const list = useInfiniteQuery(membersQuery(slug, { role: roles, ...(search && { search }) }));
  return <PersonChoices list={list} found={list.data?.pages[0]?.members ?? []} {...choice} />;
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
