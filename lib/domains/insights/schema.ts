import { z } from "zod";
import { RANGES } from "./terms";

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const insightsQuery = z.strictObject({
  days: z.coerce
    .number()
    .pipe(z.union(RANGES.map((days) => z.literal(days))))
    .default(30)
    .describe("How many days back, today included: 7, 30 or 90."),
  timeZone: z
    .string()
    .max(60)
    .refine(isTimeZone, "Not a time zone such as Europe/Berlin")
    .default("UTC")
    .describe("Whose days and hours they are, as an IANA name."),
});
export type InsightsQuery = z.infer<typeof insightsQuery>;

const count = z.int().min(0);
const counts = {
  conversations: count.describe("Begun by visitors."),
  questions: count.describe("Messages of visitors."),
  answered: count.describe("Answers of the assistant that hold a source."),
  unanswered: count.describe("Questions that it found no answer to."),
  handoffs: count.describe("Conversations that went to a person, each time."),
  leads: count.describe("Left in the widget's form."),
  helpful: count.describe("Answers rated up."),
  unhelpful: count.describe("Answers rated down."),
};

export const insightsView = z.object({
  total: z.object(counts),
  before: z.object(counts).describe("The same of as many days before."),
  byDay: z.array(z.object({ day: z.iso.date(), ...counts })).describe("Oldest first, today last."),
  byHour: z
    .array(
      z.object({
        weekday: z.int().min(1).max(7).describe("1 is Monday."),
        hour: z.int().min(0).max(23),
        questions: count,
      }),
    )
    .describe("Hours in which somebody asked."),
  firstWordMs: z
    .object({ p50: z.number(), p95: z.number() })
    .nullable()
    .describe("From the question to the answer's first word, in milliseconds."),
  costMicros: count
    .nullable()
    .describe(
      "What model calls cost, in millionths of a US dollar; null for who may not see usage.",
    ),
});
export type InsightsView = z.infer<typeof insightsView>;
export type Counts = InsightsView["total"];

export const summarySetting = z.strictObject({
  mailsSummary: z.boolean().describe("Whether to be mailed last week's figures each Monday."),
});
export type SummarySetting = z.infer<typeof summarySetting>;

export const summaryLink = z.strictObject({
  token: z.string().max(200).describe("Of the link in a mail."),
});
