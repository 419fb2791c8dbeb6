import "server-only";
import { Prisma } from "@/lib/platform/db/generated/client";
import { withEngine } from "@/lib/platform/db/transaction";

/** As many events as are claimed at once. */
export const BATCH = 100;
/**
 * After a claim nobody else takes the row for this long; a sender that died is followed by another. Longer than a call to
 * the engine may take, 10 s; what is sent twice for all that, the engine knows by its id.
 */
const CLAIM_SECONDS = 20;
const MAX_DELAY_SECONDS = 300;

/** An event that waits to be sent. */
export interface DueEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  /** So often it was tried, this time included. */
  attempts: number;
}

/** Of tenants, and of persons who belong to none. */
export const OUTBOXES = [Prisma.raw("outbox_event"), Prisma.raw("account_outbox_event")];
export type Outbox = (typeof OUTBOXES)[number];

const idsOf = (events: readonly DueEvent[]) => events.map(({ id }) => id);

/**
 * Takes events that are due, so that no other relay sends them meanwhile: of each tenant the oldest first, the tenants in
 * turn, so that a thousand of one do not keep the one of another waiting.
 */
export async function claimDue(outbox: Outbox): Promise<DueEvent[]> {
  return withEngine(
    (tx) => tx.$queryRaw<DueEvent[]>`
      UPDATE ${outbox} SET available_at = now() + make_interval(secs => ${CLAIM_SECONDS}), attempts = attempts + 1
      WHERE id IN (
        SELECT id FROM ${outbox} WHERE available_at <= now() AND id IN (
          SELECT id FROM (
            SELECT id, available_at, row_number() OVER (PARTITION BY data->>'tenantId' ORDER BY available_at) AS turn
            FROM ${outbox} WHERE available_at <= now()) AS due
          ORDER BY turn, available_at LIMIT ${BATCH})
        FOR UPDATE SKIP LOCKED)
      RETURNING id, name, data, attempts`,
  );
}

export async function remove(outbox: Outbox, events: readonly DueEvent[]): Promise<void> {
  await withEngine(
    (tx) => tx.$executeRaw`DELETE FROM ${outbox} WHERE id = ANY(${idsOf(events)}::uuid[])`,
  );
}

/** Each refusal doubles the wait: 2, 4, 8 … seconds. */
export async function postpone(outbox: Outbox, refused: readonly DueEvent[]): Promise<void> {
  await withEngine(
    (tx) => tx.$executeRaw`
      UPDATE ${outbox} SET available_at = now()
        + make_interval(secs => least(power(2, least(attempts, 20)), ${MAX_DELAY_SECONDS}::int))
      WHERE id = ANY(${idsOf(refused)}::uuid[])`,
  );
}

/** Gives back what was claimed and not tried. */
export async function release(outbox: Outbox, untried: readonly DueEvent[]): Promise<void> {
  await withEngine(
    (tx) => tx.$executeRaw`
      UPDATE ${outbox} SET available_at = now() + interval '1 second', attempts = attempts - 1
      WHERE id = ANY(${idsOf(untried)}::uuid[])`,
  );
}

/** How many events wait, and for how long the oldest has, in seconds; 0 when none does. */
export async function outboxBacklog(): Promise<{ size: number; oldestSeconds: number }> {
  const [row] = await withEngine(
    (tx) => tx.$queryRaw<{ size: number; oldestSeconds: number }[]>`
      SELECT count(*)::int AS size,
        coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS "oldestSeconds"
      FROM (SELECT created_at FROM outbox_event UNION ALL SELECT created_at FROM account_outbox_event) AS event`,
  );
  return row ?? { size: 0, oldestSeconds: 0 };
}
