"use client";
import { useRef } from "react";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/core/problem";
import { useWriteNote } from "@/lib/domains/chat/inbox/queries";
import type { NoteInput } from "@/lib/domains/chat/inbox/schema";
import { settleDraft } from "./use-draft";

/** Keeps notes. The same text once more is the same note: the first answer may have been lost on its way. */
export function useNote(slug: string) {
  const { mutate, isPending } = useWriteNote(slug);
  const unsure = useRef<NoteInput>(undefined);
  const write = (id: string, text: string) => {
    const last = unsure.current;
    const note =
      last?.id === id && last.text === text ? last : { id, noteId: crypto.randomUUID(), text };
    unsure.current = note;
    mutate(note, {
      onSuccess: () => {
        unsure.current = undefined;
        settleDraft(id, "note", text);
      },
      onError: (error) =>
        toast.error("The note was not kept", { description: describeError(error).detail }),
    });
  };
  return { write, isPending };
}
