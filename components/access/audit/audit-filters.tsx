"use client";
import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { AuditFilter } from "@/lib/domains/access/audit/schema";
import { AUDIT_ACTIONS } from "@/lib/domains/access/audit/terms";

const ACTIONS = [
  { value: "all", label: "Every action" },
  ...Object.entries(AUDIT_ACTIONS).map(([value, label]) => ({ value, label })),
];

function without(filter: AuditFilter, key: keyof AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => name !== key));
}

/** The reader's own day as the moments that it begins and ends at. */
function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

const dayOf = (moment: string, later: number) => {
  const at = new Date(moment);
  at.setDate(at.getDate() - later);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
};

/** What the log is narrowed by: a deed, days, and what was pressed in its rows. */
export function AuditFilters({
  filter,
  onChange,
}: {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}) {
  const days = [
    { key: "from", label: "From", later: 0 },
    { key: "until", label: "Until", later: 1 },
  ] as const;
  return (
    <div role="search" className="mb-3 flex flex-wrap items-center gap-2">
      <Select
        label="Deed"
        className="w-60 max-sm:w-full"
        value={filter.action ?? "all"}
        options={ACTIONS}
        onChange={(action) =>
          onChange(action === "all" ? without(filter, "action") : { ...filter, action })
        }
      />
      {days.map(({ key, label, later }) => {
        const moment = filter[key];
        return (
          <label key={key} className="flex items-center gap-2 text-sm text-muted max-sm:w-full">
            <span className="shrink-0 max-sm:w-9">{label}</span>
            <Input
              type="date"
              max="9999-12-30"
              className="w-40 max-sm:w-full"
              value={moment ? dayOf(moment, later) : ""}
              onChange={({ target }) =>
                onChange(
                  target.value
                    ? { ...filter, [key]: startOf(target.value, later) }
                    : without(filter, key),
                )
              }
            />
          </label>
        );
      })}
      {(["actor", "record"] as const).map(
        (key) =>
          filter[key] && (
            <Button key={key} onClick={() => onChange(without(filter, key))}>
              {key === "actor" ? "One actor" : "One record"}
              <X aria-hidden />
              <span className="sr-only">Show all again</span>
            </Button>
          ),
      )}
    </div>
  );
}
