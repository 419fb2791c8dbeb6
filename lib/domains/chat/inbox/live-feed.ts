import "server-only";
import { namesOf } from "@/lib/domains/access/members/list-service";
import { log } from "@/lib/platform/log/log";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import { NewChanges, OVERLAP_MS } from "./live-changes";
import { listChanges, MOST_CHANGES } from "./live-repository";
import { listPresent, listVisitors } from "./presence-repository";
import type { PresenceData } from "./schema";

const LOOK_EVERY_MS = 1000;

export interface Look {
  /** What changed since the look before; undefined when it is too much to name. */
  changed: string[] | undefined;
  presence: PresenceData;
}

type Listener = (look: Look) => void;

/** Names as they were when somebody was first seen: nobody's is asked for each second. */
type Names = Map<string, string>;

async function look(scope: Scope, since: Date, names: Names) {
  const { changes, present, visitors } = await withTenant(scope, async (tx) => {
    const changes = await listChanges(tx, since);
    const present = await listPresent(tx);
    const ids = present.flatMap(({ conversationId }) => conversationId ?? []);
    return { changes, present, visitors: await listVisitors(tx, [...new Set(ids)]) };
  });
  const strangers = present.flatMap(({ userId }) => (names.has(userId) ? [] : userId));
  for (const [userId, name] of await namesOf(strangers)) names.set(userId, name);
  const members = present.map((one) => ({ ...one, name: names.get(one.userId) ?? "" }));
  return { changes, presence: { members, visitors } };
}

/** Looks at the inbox of one organization each second, for as long as somebody listens. */
class Feed {
  readonly #scope: Scope;
  readonly #listeners = new Set<Listener>();
  readonly #new = new NewChanges();
  readonly #names: Names = new Map();
  #timer: NodeJS.Timeout | undefined;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get isQuiet(): boolean {
    return this.#listeners.size === 0;
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#timer === undefined) this.#next();
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (!this.isQuiet) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #next(): void {
    this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    const since = Date.now() - OVERLAP_MS;
    try {
      const { changes, presence } = await look(this.#scope, new Date(since), this.#names);
      const fresh = this.#new.take(changes, since);
      const changed = changes.length < MOST_CHANGES ? fresh : undefined;
      for (const listener of this.#listeners) listener({ changed, presence });
    } catch (error) {
      // The next look has what this one missed, for as long as the overlap; a stream of its own ends without a database.
      log.error("an inbox could not be looked at", error, {
        organization_id: this.#scope.organizationId,
      });
    }
    if (!this.isQuiet) this.#next();
  }
}

// Next bundles modules more than once; there is one feed for an organization in a process.
const shared = globalThis as { frontdeskInboxFeeds?: Map<string, Feed> };
const feeds = () => (shared.frontdeskInboxFeeds ??= new Map<string, Feed>());

/** How many organizations are looked at now. */
export const openFeeds = () => feeds().size;

/** Listens to the inbox of one organization until the returned function is called. All listeners share one look a second. */
export function listen({ tenantId, organizationId }: Scope, listener: Listener): () => void {
  const key = `${tenantId} ${organizationId}`;
  const feed = feeds().get(key) ?? new Feed({ tenantId, organizationId });
  feeds().set(key, feed);
  feed.add(listener);
  return () => {
    feed.remove(listener);
    if (feed.isQuiet) feeds().delete(key);
  };
}
