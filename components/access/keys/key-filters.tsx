"use client";
import { SearchField } from "@/components/shell/search-field";
import { Select } from "@/components/ui/select";
import { useKeyFilter } from "./use-key-filter";

const STATES = [
  { value: "all", label: "Live and ended" },
  { value: "live", label: "Live" },
  { value: "ended", label: "Ended" },
] as const;

/** Search by name and a choice of what lives over the lists of keys. */
export function KeyFilters() {
  const { filter, change } = useKeyFilter();
  return (
    <div role="search" aria-label="Keys" className="flex flex-wrap gap-2">
      <div className="min-w-52 flex-1 max-sm:basis-full">
        <SearchField
          label="Search keys"
          placeholder="Part of a name"
          value={filter.search}
          onChange={(q) => change({ q })}
        />
      </div>
      <Select
        label="State"
        className="w-40 max-sm:w-full"
        value={filter.state ?? "all"}
        options={STATES}
        onChange={(state) => change({ state: state === "all" ? undefined : state })}
      />
    </div>
  );
}
