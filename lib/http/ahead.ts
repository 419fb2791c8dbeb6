import {
  partialMatchKey,
  type Query,
  type QueryCacheNotifyEvent,
  type QueryClient,
  type QueryKey,
} from "@tanstack/react-query";

/** A change of all that is kept under a key, which may be made more than once to the same data. */
export interface Change {
  queryKey: QueryKey;
  apply: (data: unknown) => unknown;
}

const isOf = (query: Query, { queryKey }: Change) => partialMatchKey(query.queryKey, queryKey);

/**
 * What a browser shows ahead of the server: the changes that are under way, made in their order to what the server said
 * last. So an answer that comes meanwhile and does not know of them hides none, and one that is refused takes no other
 * back with it.
 */
class Ahead {
  readonly #client: QueryClient;
  readonly #changes = new Set<Change>();
  readonly #said = new Map<Query, unknown>();
  #stop: (() => void) | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  begin(change: Change): void {
    this.#stop ??= this.#client.getQueryCache().subscribe((event) => this.#hear(event));
    this.#changes.add(change);
    for (const query of this.#client.getQueryCache().findAll({ queryKey: change.queryKey })) {
      if (query.state.data === undefined) continue;
      if (!this.#said.has(query)) this.#said.set(query, query.state.data);
      this.#show(query);
    }
  }

  /** @param done what the server has done of it; nothing when it refused */
  end(change: Change, done?: Change): void {
    this.#changes.delete(change);
    for (const [query, said] of this.#said) {
      if (!isOf(query, change)) continue;
      if (done) this.#said.set(query, done.apply(said));
      this.#show(query);
      if (![...this.#changes].some((other) => isOf(query, other))) this.#said.delete(query);
    }
    if (this.#changes.size > 0) return;
    this.#stop?.();
    this.#stop = undefined;
  }

  #hear(event: QueryCacheNotifyEvent): void {
    const query = event.query as Query;
    if (event.type === "removed") this.#said.delete(query);
    if (event.type !== "updated" || event.action.type !== "success" || event.action.manual) return;
    if (![...this.#changes].some((change) => isOf(query, change))) return;
    this.#said.set(query, query.state.data);
    this.#show(query);
  }

  #show(query: Query): void {
    const changes = [...this.#changes].filter((change) => isOf(query, change));
    const shown = changes.reduce((data, { apply }) => apply(data), this.#said.get(query));
    this.#client.setQueryData(query.queryKey, shown, { updatedAt: query.state.dataUpdatedAt });
  }
}

const known = new WeakMap<QueryClient, Ahead>();

/** What is shown ahead in the queries of a client. */
export function aheadOf(client: QueryClient): Ahead {
  const ahead = known.get(client) ?? new Ahead(client);
  known.set(client, ahead);
  return ahead;
}
