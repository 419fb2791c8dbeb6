import "server-only";
import { idUnder, newId } from "@/lib/core/ids";
import type { LookupTransaction, TenantTransaction } from "@/lib/platform/db/transaction";
import type { AccountEventData, AccountEventName, EventData, EventName } from "./contracts";

/** Ids of the owner and the trace, which every event carries. */
interface Emitter {
  tenantId: string;
  organizationId: string;
  traceId: string;
}

type OwnFields<N extends EventName> = Omit<EventData<N>, keyof Emitter> &
  Record<string, string | number>;

/** The id of the event that begins a job's round: written twice, it is one event to the engine. */
const eventIdOf = ({ jobId, round }: { jobId: string; round: number }): string =>
  idUnder(jobId, `round ${round}`);

/**
 * Writes an event beside the data it tells of, in the same transaction: both are there or neither. The relay sends it
 * after the commit; call `wakeRelay` then to have it sent at once.
 */
export async function emit<N extends EventName>(
  tx: TenantTransaction,
  emitter: Emitter,
  name: N,
  fields: OwnFields<N>,
): Promise<void> {
  const { tenantId, organizationId, traceId } = emitter;
  const own: Record<string, string | number> = fields;
  const { jobId, round }: Pick<EventData<EventName>, "jobId" | "round"> = fields;
  // One that waits to be sent already stays as it is.
  await tx.outboxEvent.createMany({
    data: [
      {
        tenantId,
        organizationId,
        id: eventIdOf({ jobId, round }),
        name,
        traceId,
        data: { ...own, tenantId, organizationId, traceId },
      },
    ],
    skipDuplicates: true,
  });
}

/** As `emit`, for a person: in the transaction that writes what the event tells of. */
export async function emitForAccount<N extends AccountEventName>(
  tx: LookupTransaction,
  name: N,
  data: AccountEventData<N>,
): Promise<void> {
  // The role may write these rows and not read them.
  await tx.accountOutboxEvent.createMany({
    data: [{ id: newId(), name, traceId: data.traceId, data }],
  });
}
