import { Section } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import type { UsageView } from "@/lib/domains/usage/schema";
import { money } from "./amounts";

/** Today's spending against the budget, and what happens when that is used up. */
export function Today({ today }: { today: UsageView["today"] }) {
  const { spentMicros, reservedMicros, budgetMicros } = today;
  const used = spentMicros + reservedMicros;
  const share = budgetMicros === 0 ? 1 : used / budgetMicros;
  return (
    <Section
      title="Today"
      description="The day begins at midnight UTC. Once its budget is used up, answers are quoted word for word from your knowledge until the next day."
    >
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-2xl font-semibold tabular-nums">{money(spentMicros)}</span>
        <span className="text-sm text-muted">of {money(budgetMicros)}</span>
        {reservedMicros > 0 && (
          <span className="text-sm text-muted">
            · {money(reservedMicros)} set aside for answers under way
          </span>
        )}
      </p>
      <Progress
        className="mt-3 h-1.5"
        value={share}
        label="Share of today's budget that is used"
        tone={share >= 0.9 ? "danger" : "accent"}
      />
    </Section>
  );
}
