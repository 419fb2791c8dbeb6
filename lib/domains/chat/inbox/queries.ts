import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { sendReply, tellPresence } from "./actions";
import type {
  conversationDetail,
  conversationList,
  inboxCounts,
  messageList,
  ConversationDetail,
  PresenceInput,
  ReplyInput,
} from "./schema";
import type { InboxFilter } from "./terms";
import { writeInTurn } from "./write-in-turn";

export interface InboxView {
  filter: InboxFilter;
  search?: string;
}

export const inboxKeys = {
  all: (slug: string) => ["organization", slug, "inbox"] as const,
  lists: (slug: string) => [...inboxKeys.all(slug), "list"] as const,
  counts: (slug: string) => [...inboxKeys.all(slug), "counts"] as const,
  conversation: (slug: string, id: string) => [...inboxKeys.all(slug), "conversation", id] as const,
  messages: (slug: string, id: string) =>
    [...inboxKeys.conversation(slug, id), "messages"] as const,
};

const BASE = "/api/v1/conversations";
const of = (id: string) => `${BASE}/${encodeURIComponent(id)}`;

/** How often is asked without a live stream, in milliseconds. */
const POLL_MS = 10_000;
const pollUnless = (isLive: boolean) => (isLive ? false : POLL_MS);

/** A page of the inbox after another. While `isLive`, a stream says when to look again. */
export function conversationsQuery(slug: string, { filter, search }: InboxView, isLive: boolean) {
  return infiniteQueryOptions({
    queryKey: [...inboxKeys.lists(slug), { filter, search }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) => {
      const given = Object.entries({ filter, search, cursor }).flatMap(([name, value]) =>
        value ? [[name, value]] : [],
      );
      const path = `${BASE}?${new URLSearchParams(given).toString()}`;
      return apiJson<typeof conversationList>({ organizationSlug: slug, path, signal });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: pollUnless(isLive),
  });
}

export function countsQuery(slug: string, isLive: boolean) {
  return queryOptions({
    queryKey: inboxKeys.counts(slug),
    queryFn: ({ signal }) =>
      apiJson<typeof inboxCounts>({ organizationSlug: slug, path: `${BASE}/counts`, signal }),
    refetchInterval: pollUnless(isLive),
    // The title of a page in the background counts on.
    refetchIntervalInBackground: true,
  });
}

export function conversationQuery(slug: string, id: string, isLive: boolean) {
  return queryOptions({
    queryKey: inboxKeys.conversation(slug, id),
    queryFn: ({ signal }) =>
      apiJson<typeof conversationDetail>({ organizationSlug: slug, path: of(id), signal }),
    refetchInterval: pollUnless(isLive),
  });
}

/** The messages of a conversation, the newest page first. */
export function messagesQuery(slug: string, id: string, isLive: boolean) {
  return infiniteQueryOptions({
    queryKey: inboxKeys.messages(slug, id),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam ? `?cursor=${pageParam}` : "";
      return apiJson<typeof messageList>({
        organizationSlug: slug,
        path: `${of(id)}/messages${cursor}`,
        signal,
      });
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: pollUnless(isLive),
  });
}

/** Has what is shown of the inbox read anew: everything, or the lists and these conversations. */
export async function refreshInbox(
  client: QueryClient,
  slug: string,
  ids?: readonly string[],
): Promise<void> {
  const keys = ids
    ? [
        inboxKeys.lists(slug),
        inboxKeys.counts(slug),
        ...ids.map((id) => inboxKeys.conversation(slug, id)),
      ]
    : [inboxKeys.all(slug)];
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** Shows more of a conversation than was read of it. */
export function patch(
  client: QueryClient,
  slug: string,
  id: string,
  shows: Partial<ConversationDetail>,
): void {
  client.setQueryData<ConversationDetail>(inboxKeys.conversation(slug, id), (known) =>
    known ? { ...known, ...shows } : known,
  );
}

/** Writes over the version of a conversation that is shown when the turn of the write has come. */
export function writeOver(
  client: QueryClient,
  slug: string,
  id: string,
  write: (seen: { id: string; version: number }) => Promise<{ version: number }>,
): Promise<{ version: number }> {
  const key = inboxKeys.conversation(slug, id);
  const shown = () => client.getQueryData<ConversationDetail>(key)?.version;
  return writeInTurn(`${slug} ${id}`, shown, (version) => write({ id, version }));
}

/** Sends what was typed over the version that is shown when its turn has come. */
export async function sendTyped(
  client: QueryClient,
  slug: string,
  { id, ...typed }: Omit<ReplyInput, "version">,
): Promise<void> {
  try {
    const done = await writeOver(client, slug, id, async (seen) =>
      unwrap(await sendReply(slug, { ...seen, ...typed })),
    );
    patch(client, slug, id, done);
  } finally {
    await refreshInbox(client, slug, [id]);
  }
}

export async function tellPlace(slug: string, place: PresenceInput): Promise<void> {
  unwrap(await tellPresence(slug, place));
}
