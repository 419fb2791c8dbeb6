import { PgBoss } from "pg-boss";

// Only its calculations are used here; it never connects.
const calendar = new PgBoss("postgres://127.0.0.1/none");
const FIELDS = 5;

function split(cron: string): { expression: string; tz: string } {
  const [, tz, expression] = /^TZ=(\S+)\s+(.*)$/.exec(cron.trim()) ?? [];
  return { expression: (expression ?? cron).trim(), tz: tz ?? "UTC" };
}

/** Why a schedule cannot be kept; undefined when it can. */
export function cronProblem(cron: string): string | undefined {
  const { expression } = split(cron);
  if (expression.split(/\s+/).length !== FIELDS) return `it must have ${FIELDS} fields`;
  try {
    nextDue(cron, new Date());
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** When a schedule such as "TZ=Europe/Berlin 0 9 * * 1" is due next, strictly after `from`. */
export function nextDue(cron: string, from: Date): Date {
  const { expression, tz } = split(cron);
  const [next] = calendar.previewSchedule(expression, { tz, from, count: 1 });
  if (!next) throw new Error("it is never due");
  return next;
}
