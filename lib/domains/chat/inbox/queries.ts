import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { inEachPage, shownAtOnce } from "@/lib/http/shown-at-once";
import {
  assign,
  close,
  handBack,
  removeConversation,
  reopen,
  sendReply,
  snooze,
  takeOver,
  tellPresence,
  writeNote,
} from "./actions";
import type {
  conversationDetail,
  conversationList,
  inboxCounts,
  messageList,
  ConversationDetail,
  ConversationList,
  NoteInput,
  PresenceInput,
  ReplyInput,
} from "./schema";
import type { InboxFilter } from "./terms";
import { writeInTurn } from "./write-in-turn";

export interface InboxView {
  filter: InboxFilter;
  search?: string;
}

const inboxKeys = {
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

type Patch = Partial<ConversationDetail>;

/** A command over the version that is shown; what it will come to is shown at once, and taken back if it fails. */
export interface Change {
  run: (
    slug: string,
    seen: { id: string; version: number },
  ) => Promise<Parameters<typeof unwrap<{ version: number }>>[0]>;
  shows: Patch;
}

/** Whose a conversation is; null for the name of who is no member any more. */
export interface Assignee {
  userId: string;
  name: string | null;
}

const shownAs = (assignee: Assignee | null) => ({
  assigneeId: assignee?.userId ?? null,
  assigneeName: assignee?.name ?? null,
});

/** What an undo puts back besides: that the visitor waits for a person. */
type Undone = Pick<ConversationDetail, "needsPersonAt">;

export const CHANGES = {
  takeOver: (me: Assignee, undone?: Undone): Change => ({
    run: (slug, seen) => takeOver(slug, { ...seen, waits: Boolean(undone?.needsPersonAt) }),
    shows: { handledBy: "person", ...shownAs(me), status: "open", snoozedUntil: null, ...undone },
  }),
  handBack: (): Change => ({
    run: handBack,
    shows: { handledBy: "assistant", needsPersonAt: null },
  }),
  close: (): Change => ({ run: close, shows: { status: "closed", handledBy: "assistant" } }),
  reopen: (undone?: Undone & Pick<ConversationDetail, "handledBy">): Change => ({
    run: (slug, seen) =>
      reopen(slug, {
        ...seen,
        waits: Boolean(undone?.needsPersonAt),
        ...(undone?.handledBy === "person" && { handledBy: "person" }),
      }),
    shows: { status: "open", snoozedUntil: null, ...undone },
  }),
  snooze: (until: string): Change => ({
    run: (slug, seen) => snooze(slug, { ...seen, until }),
    shows: { status: "snoozed", snoozedUntil: until },
  }),
  assign: (assignee: Assignee | null): Change => ({
    run: (slug, seen) => assign(slug, { ...seen, memberId: assignee?.userId ?? null }),
    shows: shownAs(assignee),
  }),
};

function patch(client: QueryClient, slug: string, id: string, shows: Patch): void {
  client.setQueryData<ConversationDetail>(inboxKeys.conversation(slug, id), (known) =>
    known ? { ...known, ...shows } : known,
  );
}

/** Writes over the version of a conversation that is shown when the turn of the write has come. */
function writeOver(
  client: QueryClient,
  slug: string,
  id: string,
  write: (seen: { id: string; version: number }) => Promise<{ version: number }>,
): Promise<{ version: number }> {
  const key = inboxKeys.conversation(slug, id);
  const shown = () => client.getQueryData<ConversationDetail>(key)?.version;
  return writeInTurn(`${slug} ${id}`, shown, (version) => write({ id, version }));
}

export function useChange(slug: string, id: string) {
  const client = useQueryClient();
  const key = inboxKeys.conversation(slug, id);
  return useMutation({
    mutationFn: ({ run }: Change) =>
      writeOver(client, slug, id, async (seen) => unwrap(await run(slug, seen))),
    onMutate: async ({ shows }) => {
      await client.cancelQueries({ queryKey: key, exact: true });
      const before = client.getQueryData<ConversationDetail>(key);
      patch(client, slug, id, shows);
      return before;
    },
    onError: (_, _change, before) => {
      if (before) client.setQueryData(key, before);
    },
    onSuccess: (done) => patch(client, slug, id, done),
    onSettled: () => refreshInbox(client, slug, [id]),
  });
}

const without = inEachPage((page: ConversationList, id: string) => ({
  ...page,
  conversations: page.conversations.filter((one) => one.id !== id),
}));

/**
 * Deletes a conversation: it leaves the lists at once, and is back in them when that fails. What is told to do then is done
 * also when its page was left meanwhile.
 */
export function useRemoveConversation(
  slug: string,
  then: { onSuccess: (told: { leadsKept: number }) => void; onError: (error: Error) => void },
) {
  const client = useQueryClient();
  const shown = shownAtOnce(client, inboxKeys.lists(slug), without);
  return useMutation({
    mutationFn: async (id: string) => unwrap(await removeConversation(slug, { id })),
    onMutate: shown.onMutate,
    onError: (error, id, begun) => {
      shown.onError(error, id, begun);
      then.onError(error);
    },
    onSuccess: (told, id, begun) => {
      shown.onSuccess(told, id, begun);
      client.removeQueries({ queryKey: inboxKeys.conversation(slug, id) });
      then.onSuccess(told);
    },
    onSettled: () => refreshInbox(client, slug, []),
  });
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

export function useWriteNote(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (note: NoteInput) => unwrap(await writeNote(slug, note)),
    onSuccess: (_, { id }) => refreshInbox(client, slug, [id]),
  });
}

export async function tellPlace(slug: string, place: PresenceInput): Promise<void> {
  unwrap(await tellPresence(slug, place));
}
