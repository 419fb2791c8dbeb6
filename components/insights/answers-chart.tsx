"use client";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { dayName } from "@/components/usage/amounts";
import type { InsightsView } from "@/lib/domains/insights/schema";

const tick = { fill: "var(--color-muted)", fontSize: 12 };

/** Answered and unanswered questions of each day, one on the other. */
export function AnswersChart({ byDay }: { byDay: InsightsView["byDay"] }) {
  return (
    <ResponsiveContainer width="100%" height={250}>
      <BarChart data={byDay} margin={{ top: 4, right: 0, bottom: 0, left: -24 }} accessibilityLayer>
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="day"
          tickFormatter={dayName}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--color-line)" }}
          interval="equidistantPreserveStart"
          minTickGap={24}
        />
        <YAxis allowDecimals={false} tick={tick} tickLine={false} axisLine={false} />
        <Tooltip
          cursor={{ fill: "var(--color-hover)" }}
          labelFormatter={(day: unknown) => (typeof day === "string" ? dayName(day) : null)}
          contentStyle={{
            background: "var(--color-raised)",
            border: "1px solid var(--color-line)",
            borderRadius: "0.625rem",
            fontSize: "0.8125rem",
          }}
          labelStyle={{ color: "var(--color-ink)", fontWeight: 500 }}
          itemStyle={{ color: "var(--color-ink)" }}
        />
        <Legend
          align="left"
          iconType="square"
          iconSize={10}
          wrapperStyle={{ paddingLeft: 24, paddingTop: 8 }}
          formatter={(name: string) => <span className="text-[0.8125rem] text-ink">{name}</span>}
        />
        <Bar dataKey="answered" name="Answered" stackId="all" fill="var(--color-accent)" />
        <Bar
          dataKey="unanswered"
          name="Unanswered"
          stackId="all"
          fill="var(--color-series)"
          radius={[3, 3, 0, 0]}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
