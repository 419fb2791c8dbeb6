"use client";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useEffect, useState, type ReactNode } from "react";
import { refreshInbox } from "@/lib/domains/chat/inbox/queries";
import type { PresenceData } from "@/lib/domains/chat/inbox/schema";
import { backOffMs, wait } from "./back-off";

interface Live {
  /** Whether the stream is open; without it the lists ask again by themselves. */
  isLive: boolean;
  /** Whether it was, or could not be opened. */
  isLost: boolean;
  presence: PresenceData;
}

const NOBODY: PresenceData = { members: [], visitors: [] };
const Context = createContext<Live>({ isLive: false, isLost: false, presence: NOBODY });

export const useLive = () => use(Context);

/** Follows the inbox for as long as it is on the page, over each interruption. */
export function LiveProvider({ slug, children }: { slug: string; children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<"opening" | "live" | "lost">("opening");
  const [presence, setPresence] = useState(NOBODY);
  useEffect(() => {
    const left = new AbortController();
    const follow = async (onOpen: () => void) => {
      const { inboxEvents } = await import("@/lib/domains/chat/inbox/live-queries");
      for await (const event of inboxEvents(slug, left.signal)) {
        if (event.type === "presence") setPresence(event.presence);
        else if (event.type === "changed")
          void refreshInbox(client, slug, event.all ? undefined : event.ids);
        else {
          onOpen();
          setState("live");
          // What happened while nothing was heard.
          void refreshInbox(client, slug);
        }
      }
    };
    const keepFollowing = async () => {
      for (let failures = 0; !left.signal.aborted; failures += 1) {
        await follow(() => {
          failures = 0;
        }).catch(() => setState("lost"));
        await wait(backOffMs(failures), left.signal);
      }
    };
    void keepFollowing();
    return () => left.abort();
  }, [slug, client]);
  return (
    <Context value={{ isLive: state === "live", isLost: state === "lost", presence }}>
      {children}
    </Context>
  );
}
