import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { notFound } from "@/lib/core/errors";
import type { ServerEvent } from "@/lib/http/sse";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { memberNameOf } from "./member-name";
import { findState, messagesChangedSince, type MessageRow, type StateRow } from "./repository";
import { toState, toVisitorMessage } from "./views";

const LOOK_EVERY_MS = 1_000;
/** A message may be committed so long after its time was read: longer than any transaction takes. */
const OVERLAP_MS = 16_000;
/** Whatever the row says, its messages are looked at so often. */
const LOOK_ANYWAY_EVERY = 10;
const PAGE = 100;

const changeOf = ({ id, updatedAt }: MessageRow) => `${id} ${updatedAt.getTime()}`;

/** The moment after which a reader has everything, from its Last-Event-ID; undefined for who has nothing. */
function momentIn(lastEventId: string | null): number | undefined {
  return /^\d{1,15}$/.test(lastEventId ?? "") ? Number(lastEventId) : undefined;
}

/** What has been told to one reader. */
class Told {
  #since: number;
  readonly #changes = new Set<string>();

  constructor(after: number | undefined) {
    this.#since = after ?? 0;
  }

  get since(): Date {
    return new Date(Math.max(0, this.#since - OVERLAP_MS));
  }

  isNew(row: MessageRow): boolean {
    return !this.#changes.has(changeOf(row));
  }

  /** Returns the id of the event that tells it. */
  add(row: MessageRow): string {
    this.#changes.add(changeOf(row));
    this.#since = Math.max(this.#since, row.updatedAt.getTime());
    return String(this.#since);
  }
}

const seenOf = ({ version, updatedAt }: StateRow) => `${version} ${updatedAt.getTime()}`;

/**
 * What happens in a conversation, as events until the signal aborts: `state` at once and whenever who answers, whether they
 * type or whether it is closed has changed; `message` for each that was completed or rated after the event that a reader
 * had last. A message of the seconds before that may be told again: its id says so. Throws `not_found` once the
 * conversation is deleted, or `open` says that the visitor's token is over.
 */
export async function* watchConversation(
  context: TenantContext,
  open: () => Promise<string>,
  lastEventId: string | null,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const told = new Told(momentIn(lastEventId));
  let [seen, toldState, named] = ["", "", ""];
  let name: string | null = null;
  for (let looks = 0; !signal.aborted; looks += 1) {
    const id = await open();
    const { row, changed } = await withTenant(context, async (tx) => {
      const row = await findState(tx, id);
      if (!row) throw notFound("The conversation");
      const look = seenOf(row) !== seen || looks % LOOK_ANYWAY_EVERY === 0;
      return { row, changed: look ? await messagesChangedSince(tx, id, told.since, PAGE) : [] };
    });
    if (named !== `${row.handledBy} ${row.assigneeId}`) {
      named = `${row.handledBy} ${row.assigneeId}`;
      name = await memberNameOf(context, row);
    }
    const state = toState(row, name);
    if (JSON.stringify(state) !== toldState) yield { event: "state", data: state };
    toldState = JSON.stringify(state);
    const fresh = changed.filter((one) => told.isNew(one));
    for (const one of fresh)
      yield { event: "message", data: toVisitorMessage(one), id: told.add(one) };
    seen = changed.length === PAGE && fresh.length > 0 ? "" : seenOf(row);
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
