import type { AuditEventView } from "./schema";

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: readonly string[]) => `${cells.map(cell).join(",")}\r\n`;

/** Events as CSV (RFC 4180) with a head; what looks like a formula is made text. */
export async function toCsv(events: AsyncIterable<AuditEventView>): Promise<string> {
  let text = line(["time", "actor kind", "actor id", "actor name", "action", "record", "trace id"]);
  for await (const { at, actor, action, recordId, traceId } of events) {
    text += line([at, actor.kind, actor.id, actor.name ?? "", action, recordId ?? "", traceId]);
  }
  return text;
}
