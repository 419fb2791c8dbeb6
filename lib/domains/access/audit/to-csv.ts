import type { AuditEventView } from "./schema";

/**
 * What a spreadsheet takes for a formula: a sign that stands first in a cell, behind what it does not show or takes
 * away. One that splits at another character than a comma has a cell begin behind that, whatever the quotes say.
 */
const FORMULA =
  /(^|[;,|\p{Cc}\u2028\u2029])([\p{Zs}"\p{Cf}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]*[-=+@\u2212\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20])/gu;

const cell = (value: string) => `"${value.replace(FORMULA, "$1'$2").replaceAll('"', '""')}"`;

const line = (cells: readonly string[]) => `${cells.map(cell).join(",")}\r\n`;

const HEAD = [
  "time",
  "actor kind",
  "actor id",
  "actor name",
  "action",
  "record",
  "network",
  "trace id",
];

/** What the last line says when there are older events than a file holds. */
const cutAt = ({ at }: AuditEventView) =>
  `Cut here: older events are not in this file. Choose a day until ${at.slice(0, 10)} and export again to get them.`;

/** Events, newest first, as CSV (RFC 4180) with a head; what looks like a formula is made text. */
export function toCsv({
  events,
  isCut,
}: {
  events: readonly AuditEventView[];
  isCut: boolean;
}): string {
  const lines = events.map(({ at, actor, action, recordId, network, traceId }) =>
    line([
      at,
      actor.kind,
      actor.id,
      actor.name ?? "",
      action,
      recordId ?? "",
      network ?? "",
      traceId,
    ]),
  );
  const oldest = events.at(-1);
  const note = isCut && oldest ? line([cutAt(oldest), ...HEAD.slice(1).map(() => "")]) : "";
  return line(HEAD) + lines.join("") + note;
}
