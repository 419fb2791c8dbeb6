import {
  partialMatchKey,
  type InfiniteData,
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

/** Data of a query that come from elsewhere than the page: read, or brought along by a page of the server's. */
function isAnswer(event: QueryCacheNotifyEvent): boolean {
  if (event.type === "added") return true;
  if (event.type !== "updated") return false;
  const { action } = event;
  return action.type === "setState" || (action.type === "success" && !action.manual);
}

/** The pages that the server said, and the last of those that were read. */
const withLast = <Page>(said: InfiniteData<Page>, read: InfiniteData<Page>) => ({
  pages: [...said.pages, ...read.pages.slice(-1)],
  pageParams: [...said.pageParams, ...read.pageParams.slice(-1)],
});

interface Said {
  /** What the server said last. */
  data: unknown;
  /** What is shown of it, with the changes under way. */
  shown: unknown;
}

/**
 * What a browser shows ahead of the server: the changes that are under way, made in their order to what the server said
 * last. So an answer that comes meanwhile and does not know of them hides none, and one that is refused takes no other
 * back with it.
 */
class Ahead {
  readonly #client: QueryClient;
  readonly #changes = new Set<Change>();
  readonly #said = new Map<Query, Said>();
  #stop: (() => void) | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  begin(change: Change): void {
    this.#stop ??= this.#client.getQueryCache().subscribe((event) => this.#hear(event));
    this.#changes.add(change);
    for (const query of this.#client.getQueryCache().findAll({ queryKey: change.queryKey })) {
      const { data } = query.state;
      if (data !== undefined) this.#show(query, this.#said.get(query)?.data ?? data);
    }
  }

  /** @param done what the server has done of it; nothing when it refused */
  end(change: Change, done?: Change): void {
    this.#changes.delete(change);
    for (const [query, said] of this.#said) {
      if (!isOf(query, change)) continue;
      this.#show(query, done ? done.apply(said.data) : said.data);
      if (![...this.#changes].some((other) => isOf(query, other))) this.#said.delete(query);
    }
    if (this.#changes.size > 0) return;
    this.#stop?.();
    this.#stop = undefined;
  }

  #hear(event: QueryCacheNotifyEvent): void {
    const query = event.query as Query;
    const { data } = query.state;
    const said = this.#said.get(query);
    if (event.type === "removed") this.#said.delete(query);
    // A read that was given up puts back what was shown: that is no answer.
    if (!isAnswer(event) || data === said?.shown) return;
    if (data === undefined) this.#said.delete(query);
    else if ([...this.#changes].some((change) => isOf(query, change)))
      this.#show(query, this.#answerIn(event, said));
  }

  /** A further page was put to what is shown: only that page is the answer. */
  #answerIn(event: QueryCacheNotifyEvent, said: Said | undefined): unknown {
    const { data, fetchMeta } = event.query.state as Query["state"];
    const isPage =
      event.type === "updated" && event.action.type === "success" && fetchMeta?.fetchMore;
    if (!isPage || !said) return data;
    return withLast(said.data as InfiniteData<unknown>, data as InfiniteData<unknown>);
  }

  #show(query: Query, said: unknown): void {
    const changes = [...this.#changes].filter((change) => isOf(query, change));
    const ahead = changes.reduce((data, { apply }) => apply(data), said);
    // Before it is set, so that what hears of it knows it.
    this.#said.set(query, { data: said, shown: ahead });
    const updatedAt = query.state.dataUpdatedAt;
    const shown = this.#client.setQueryData(query.queryKey, ahead, { updatedAt });
    this.#said.set(query, { data: said, shown });
  }
}

const known = new WeakMap<QueryClient, Ahead>();

/** What is shown ahead in the queries of a client. */
export function aheadOf(client: QueryClient): Ahead {
  const ahead = known.get(client) ?? new Ahead(client);
  known.set(client, ahead);
  return ahead;
}
