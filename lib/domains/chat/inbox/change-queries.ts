import { useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { inEachPage, shownAtOnce } from "@/lib/http/shown-at-once";
import {
  assign,
  close,
  handBack,
  removeConversation,
  reopen,
  snooze,
  takeOver,
  writeNote,
} from "./actions";
import { inboxKeys, patch, refreshInbox, writeOver } from "./queries";
import type { ConversationDetail, ConversationList, NoteInput } from "./schema";

// What is done to a conversation: apart from what is read of the inbox, since its page begins without it.

/** A command over the version that is shown; what it will come to is shown at once, and taken back if it fails. */
export interface Change {
  run: (
    slug: string,
    seen: { id: string; version: number },
  ) => Promise<Parameters<typeof unwrap<{ version: number }>>[0]>;
  shows: Partial<ConversationDetail>;
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

export function useWriteNote(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (note: NoteInput) => unwrap(await writeNote(slug, note)),
    onSuccess: (_, { id }) => refreshInbox(client, slug, [id]),
  });
}
