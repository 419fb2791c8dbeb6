import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Identity } from "../../shared/identity";
import type { PanelConfig } from "../../shared/panel-config";
import { browserSurroundings } from "../chat/browser-surroundings";
import { Conversation } from "../conversation/conversation";
import { emptyConversation } from "../conversation/conversation-state";
import { Memory } from "../conversation/memory";
import type { Entry } from "../conversation/merge";
import { News } from "../conversation/news";

/** The page that holds the panel, as far as its browser tells. */
function pageUrl(): string | undefined {
  const { referrer } = document;
  return /^https?:/.test(referrer) && referrer.length <= 2000 ? referrer : undefined;
}

/**
 * The visitor's conversation, its state and what came last, for as long as the panel is there. `onMessage` is called for each
 * message that is finished, at once: a panel that was closed before it is drawn again still tells the page of it.
 */
export function useConversation(
  { publishableKey, language, preview }: PanelConfig,
  identity: (() => Identity | undefined) | undefined,
  onMessage: (() => void) | undefined,
) {
  const [state, setState] = useState(emptyConversation);
  const [latest, setLatest] = useState<Entry>();
  const spoken = useRef(language);
  spoken.current = language;
  const conversation = useMemo(() => {
    const memory = new Memory(publishableKey, () => localStorage, Date.now);
    const settings = {
      publishableKey,
      pageUrl: pageUrl(),
      language: () => spoken.current,
      identity,
    };
    const news = new News();
    return new Conversation(settings, browserSurroundings, memory, (next) => {
      setState(next);
      for (const entry of news.take(next)) {
        setLatest(entry);
        onMessage?.();
      }
    });
  }, [publishableKey, identity, onMessage]);
  useEffect(() => {
    if (preview) return;
    const onVisibility = (): void => conversation.show(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", onVisibility);
    void conversation.resume();
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      conversation.stop();
    };
  }, [conversation, preview]);
  return { conversation, state, latest };
}
