"use client";
import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from "react";
import { toast } from "@/components/ui/toast";
import { ProblemError } from "@/lib/core/problem";
import { sendTyped } from "@/lib/domains/chat/inbox/queries";
import type { Typed } from "./unsent-parts";
import { takeBack, takeOut } from "./use-draft";

/** A message on its way to a visitor. What failed stays until it is sent again or taken back. */
export interface Outgoing extends Required<Typed> {
  id: string;
  state: "sending" | "failed" | "conflict";
  /** Why it was not sent. */
  error?: unknown;
}

interface Sending {
  outgoing: readonly Outgoing[];
  /** Sends the draft of a conversation, which is empty then. */
  send: (id: string, draft: string) => void;
  again: (message: Outgoing) => void;
  /** Takes a message back that was not sent. */
  withdraw: (message: Outgoing) => void;
}

const Context = createContext<Sending | undefined>(undefined);

const isConflict = (error: unknown) => error instanceof ProblemError && error.is("conflict");

interface Leaving {
  isLeft: boolean;
  messages: readonly Outgoing[];
}

function keepAsDraft(message: Required<Typed> & { id: string }): void {
  takeBack(message.id, message);
  toast.error("A message was not sent", {
    description: "It is kept as a draft in its conversation.",
  });
}

/** Who goes to another page takes nothing along: what was not sent becomes a draft, then or when its sending fails. */
function useKeepWhenLeft(outgoing: readonly Outgoing[]): RefObject<Leaving> {
  const unsent = useRef<Leaving>({ isLeft: false, messages: [] });
  useEffect(() => {
    unsent.current.messages = outgoing;
  }, [outgoing]);
  useEffect(() => {
    const leaving = unsent.current;
    leaving.isLeft = false;
    return () => {
      leaving.isLeft = true;
      leaving.messages.filter(({ state }) => state !== "sending").forEach(keepAsDraft);
    };
  }, []);
  return unsent;
}

/** Sends what members type, one after the other, however they go from conversation to conversation meanwhile. */
export function SendingProvider({ slug, children }: { slug: string; children: ReactNode }) {
  const client = useQueryClient();
  const [outgoing, setOutgoing] = useState<readonly Outgoing[]>([]);
  const queue = useRef(Promise.resolve());
  const lastSentAt = useRef(0);
  const unsent = useKeepWhenLeft(outgoing);
  const attempt = useCallback(
    ({ id, text, clientMessageId }: Typed & { id: string }) => {
      lastSentAt.current = Math.max(lastSentAt.current + 1, Date.now());
      const message = { id, text, clientMessageId, sentAt: lastSentAt.current };
      const others = (all: readonly Outgoing[]) =>
        all.filter((one) => one.clientMessageId !== clientMessageId);
      setOutgoing((all) => [...others(all), { ...message, state: "sending" }]);
      queue.current = queue.current.then(async () => {
        try {
          await sendTyped(client, slug, { id, text, clientMessageId });
          setOutgoing(others);
        } catch (error) {
          if (unsent.current.isLeft) return keepAsDraft(message);
          const state = isConflict(error) ? "conflict" : "failed";
          setOutgoing((all) => [...others(all), { ...message, state, error }]);
        }
      });
    },
    [client, slug, unsent],
  );
  const sending = useMemo(
    () => ({
      outgoing,
      send: (id: string, draft: string) => {
        for (const part of takeOut(id, draft)) attempt({ id, ...part });
      },
      again: attempt,
      withdraw: (message: Outgoing) =>
        setOutgoing((all) => all.filter((one) => one.clientMessageId !== message.clientMessageId)),
    }),
    [outgoing, attempt],
  );
  const isBusy = outgoing.length > 0;
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isBusy]);
  return <Context value={sending}>{children}</Context>;
}

export function useSending(): Sending {
  const sending = use(Context);
  if (!sending) throw new Error("There is no SendingProvider above");
  return sending;
}
