"use client";
import { SearchField } from "@/components/shell/search-field";
import { Select } from "@/components/ui/select";
import type { KnowledgeFilter } from "@/lib/domains/knowledge/queries";

const KINDS = [
  { value: "all", label: "Everything" },
  { value: "document", label: "Documents" },
  { value: "faq", label: "FAQs" },
] as const;
const STATUSES = [
  { value: "all", label: "Any status" },
  { value: "available", label: "Available" },
  { value: "processing", label: "Indexing" },
  { value: "queued", label: "Waiting" },
  { value: "failed", label: "Failed" },
] as const;

const CITED = [
  { value: "all", label: "Cited or not" },
  { value: "never", label: "Never cited" },
] as const;

function without(filter: KnowledgeFilter, key: keyof KnowledgeFilter): KnowledgeFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => name !== key));
}

/** Search and choices over the list. */
export function ListFilters({
  filter,
  onChange,
}: {
  filter: KnowledgeFilter;
  onChange: (filter: KnowledgeFilter) => void;
}) {
  return (
    <div role="search" className="mb-3 flex flex-wrap gap-2">
      <div className="min-w-52 flex-1 max-sm:basis-full">
        <SearchField
          label="Search titles, file names and answers"
          value={filter.search}
          onChange={(search) =>
            onChange(search ? { ...filter, search } : without(filter, "search"))
          }
        />
      </div>
      <Select
        label="Kind"
        className="w-36 max-sm:w-auto max-sm:min-w-36 max-sm:flex-1"
        value={filter.kind ?? "all"}
        options={KINDS}
        onChange={(kind) =>
          onChange(kind === "all" ? without(filter, "kind") : { ...filter, kind })
        }
      />
      <Select
        label="Status"
        className="w-36 max-sm:w-auto max-sm:min-w-36 max-sm:flex-1"
        value={filter.status ?? "all"}
        options={STATUSES}
        onChange={(status) =>
          onChange(status === "all" ? without(filter, "status") : { ...filter, status })
        }
      />
      <Select
        label="Cited"
        className="w-36 max-sm:w-auto max-sm:min-w-36 max-sm:flex-1"
        value={filter.cited ?? "all"}
        options={CITED}
        onChange={(cited) =>
          onChange(cited === "all" ? without(filter, "cited") : { ...filter, cited })
        }
      />
    </div>
  );
}
