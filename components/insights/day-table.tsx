import { dayName } from "@/components/usage/amounts";
import type { InsightsView } from "@/lib/domains/insights/schema";

const COLUMNS = [
  ["conversations", "Conversations"],
  ["answered", "Answered"],
  ["unanswered", "Unanswered"],
  ["handoffs", "To a person"],
  ["leads", "Leads"],
] as const;

/** The chart's figures to be read one by one; days on which nothing happened are left out. */
export function DayTable({ byDay }: { byDay: InsightsView["byDay"] }) {
  const rows = byDay.filter((day) => COLUMNS.some(([name]) => day[name] > 0)).toReversed();
  return (
    <details className="mt-4 text-[0.8125rem]">
      <summary className="cursor-pointer text-muted hover:text-ink">As a table</summary>
      <div tabIndex={0} role="region" aria-label="Figures by day" className="mt-3 overflow-x-auto">
        <table className="w-full text-right tabular-nums">
          <thead className="text-muted">
            <tr>
              <th scope="col" className="py-1 text-left font-medium">
                Day
              </th>
              {COLUMNS.map(([name, title]) => (
                <th key={name} scope="col" className="py-1 pl-4 font-medium whitespace-nowrap">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {rows.map((row) => (
              <tr key={row.day}>
                <th scope="row" className="py-1.5 text-left font-normal whitespace-nowrap">
                  {dayName(row.day)}
                </th>
                {COLUMNS.map(([name]) => (
                  <td key={name} className="py-1.5 pl-4">
                    {row[name]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
