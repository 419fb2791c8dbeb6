"use client";
import { useRef } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { useWriteNote } from "@/lib/domains/chat/inbox/change-queries";
import type { NoteInput } from "@/lib/domains/chat/inbox/schema";
import { settleDraft } from "./use-draft";

/** Keeps notes. The same text once more is the same note: the first answer may have been lost on its way. */
export function useNote(slug: string) {
  const { mutateAsync, isPending } = useWriteNote(slug);
  const unsure = useRef<NoteInput>(undefined);
  const write = (id: string, text: string) => {
    const last = unsure.current;
    const note =
      last?.id === id && last.text === text ? last : { id, noteId: crypto.randomUUID(), text };
    unsure.current = note;
    // Also when the inbox was left meanwhile: a draft that is kept already would be kept again.
    void mutateAsync(note).then(() => {
      unsure.current = undefined;
      settleDraft(id, "note", text);
    }, tellFailure("The note was not kept"));
  };
  return { write, isPending };
}
