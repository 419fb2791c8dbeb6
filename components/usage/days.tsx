import { Section } from "@/components/ui/card";
import type { UsageView } from "@/lib/domains/usage/schema";
import { dayName, money, number } from "./amounts";

/** What each of the last 30 days cost, as columns; each tells its own figures when it is pointed at or read out. */
export function Days({
  byDay,
  total,
}: {
  byDay: UsageView["byDay"];
  total: UsageView["last30Days"];
}) {
  const most = Math.max(...byDay.map(({ costMicros }) => costMicros), 1);
  const first = byDay[0];
  const last = byDay.at(-1);
  return (
    <Section title="Last 30 days">
      <dl className="mb-5 grid grid-cols-2 gap-4 sm:grid-cols-4">
        {(
          [
            ["Cost", money(total.costMicros)],
            ["Calls", number(total.calls)],
            ["Tokens read", number(total.inputTokens)],
            ["Tokens written", number(total.outputTokens)],
          ] as const
        ).map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="mt-0.5 truncate text-lg font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <ol aria-label="Cost by day" className="flex h-28 items-end gap-px border-b sm:gap-1">
        {byDay.map(({ day, costMicros, calls }) => {
          const words = `${dayName(day)}: ${money(costMicros)}, ${number(calls)} ${calls === 1 ? "call" : "calls"}`;
          return (
            <li key={day} title={words} className="flex h-full flex-1 items-end hover:bg-hover">
              <span className="sr-only">{words}</span>
              <span
                aria-hidden
                className="w-full rounded-t-sm bg-accent"
                style={{
                  height: costMicros === 0 ? 0 : `${Math.max(2, (costMicros / most) * 100)}%`,
                }}
              />
            </li>
          );
        })}
      </ol>
      <p aria-hidden className="mt-1.5 flex justify-between text-xs text-muted">
        <span>{first && dayName(first.day)}</span>
        <span>{last && dayName(last.day)}</span>
      </p>
    </Section>
  );
}
