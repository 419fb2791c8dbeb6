"use client";
import { SearchField } from "@/components/shell/search-field";
import { Select } from "@/components/ui/select";
import { asOptions } from "./role-names";
import { ROLES, useMemberFilter } from "./use-member-filter";

const OPTIONS = [{ value: "all" as const, label: "Every role" }, ...asOptions(ROLES)];

/** Search and a role over the list of members. */
export function MemberFilters() {
  const { filter, change } = useMemberFilter();
  return (
    <div role="search" aria-label="Members" className="mb-3 flex flex-wrap gap-2">
      <div className="min-w-52 flex-1 max-sm:basis-full">
        <SearchField
          label="Search members by name or e-mail"
          placeholder="Name or e-mail"
          value={filter.search}
          onChange={(q) => change({ q })}
        />
      </div>
      <Select
        label="Role"
        className="w-36 max-sm:w-full"
        value={filter.role?.[0] ?? "all"}
        options={OPTIONS}
        onChange={(role) => change({ role: role === "all" ? undefined : role })}
      />
    </div>
  );
}
