import { z } from "zod";

const count = z.int().min(0);
const micros = count.describe("Millionths of a US dollar.");

const amounts = {
  calls: count,
  inputTokens: count,
  outputTokens: count,
  costMicros: micros,
};

export const usageView = z.object({
  today: z.object({
    day: z.iso.date().describe("Days are those of UTC."),
    spentMicros: micros,
    reservedMicros: micros.describe("Set aside for calls under way: millionths of a US dollar."),
    budgetMicros: micros,
  }),
  last30Days: z.object(amounts),
  byDay: z.array(z.object({ day: z.iso.date(), ...amounts })).describe("Oldest first, today last."),
  byModel: z.array(z.object({ model: z.string(), ...amounts })).describe("The dearest first."),
  calls: z
    .array(
      z.object({
        id: z.uuid(),
        at: z.iso.datetime(),
        model: z.string(),
        inputTokens: count.nullable().describe("null while the call is under way."),
        outputTokens: count.nullable(),
        costMicros: micros.nullable(),
        traceId: z.string(),
      }),
    )
    .describe("The last 50, newest first."),
});
export type UsageView = z.infer<typeof usageView>;
export type ModelCallView = UsageView["calls"][number];
