import { Section } from "@/components/ui/card";
import type { UsageView } from "@/lib/domains/usage/schema";
import { money, number } from "./amounts";

/** What each model cost in the last 30 days. */
export function Models({ byModel }: { byModel: UsageView["byModel"] }) {
  return (
    <Section title="By model" description="Of the last 30 days.">
      <ul aria-label="Models" className="-my-2 divide-y">
        {byModel.map(({ model, calls, inputTokens, outputTokens, costMicros }) => (
          <li key={model} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5">
            <span className="min-w-0 font-mono text-[0.8125rem] break-all">{model}</span>
            <span className="font-medium tabular-nums">{money(costMicros)}</span>
            <span className="w-full text-xs text-muted">
              {number(calls)} {calls === 1 ? "call" : "calls"} · {number(inputTokens)} tokens read ·{" "}
              {number(outputTokens)} written
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
