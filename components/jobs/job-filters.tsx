"use client";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { KIND_NAMES, type JobKind } from "@/lib/domains/ops/job-kinds-terms";
import type { JobFilter } from "@/lib/domains/ops/queries";
import { JOB_STATUSES } from "@/lib/domains/ops/terms";
import { kindInWords, STATUS_WORDS } from "./job-words";

const KINDS: { value: "all" | JobKind; label: string }[] = [
  { value: "all", label: "Every kind" },
  ...KIND_NAMES.map((value) => ({ value, label: kindInWords(value) })),
];

/** Statuses, of which several can be chosen, and a kind. */
export function JobFilters({
  filter,
  onChange,
}: {
  filter: JobFilter;
  onChange: (filter: JobFilter) => void;
}) {
  const { status: chosen = [], kind } = filter;
  const toggle = (status: (typeof JOB_STATUSES)[number]) => {
    const next = JOB_STATUSES.filter((one) => (one === status) !== chosen.includes(one));
    onChange({ ...(next.length > 0 && { status: next }), ...(kind && { kind }) });
  };
  return (
    <div role="search" className="mb-3 flex flex-wrap items-center gap-2">
      <div role="group" aria-label="Status" className="flex flex-wrap gap-1.5">
        {JOB_STATUSES.map((status) => (
          <Button
            key={status}
            size="sm"
            variant={chosen.includes(status) ? "primary" : "secondary"}
            aria-pressed={chosen.includes(status)}
            onClick={() => toggle(status)}
          >
            {STATUS_WORDS[status]}
          </Button>
        ))}
      </div>
      <Select
        label="Kind"
        className="w-60 max-sm:w-full"
        value={kind ?? "all"}
        options={KINDS}
        onChange={(next) =>
          onChange({
            ...(chosen.length > 0 && { status: chosen }),
            ...(next !== "all" && { kind: next }),
          })
        }
      />
    </div>
  );
}
