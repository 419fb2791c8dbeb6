import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Identity } from "../../shared/identity";
import type { PanelConfig } from "../../shared/panel-config";
import { browserSurroundings } from "../chat/browser-surroundings";
import { Conversation } from "../conversation/conversation";
import { emptyConversation } from "../conversation/conversation-state";
import { Memory } from "../conversation/memory";

/** The page that holds the panel, as far as its browser tells. */
function pageUrl(): string | undefined {
  const { referrer } = document;
  return /^https?:/.test(referrer) && referrer.length <= 2000 ? referrer : undefined;
}

/** The visitor's conversation and its state, for as long as the panel is there. */
export function useConversation(
  { publishableKey, language, preview }: PanelConfig,
  identity: (() => Identity | undefined) | undefined,
) {
  const [state, setState] = useState(emptyConversation);
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
    return new Conversation(settings, browserSurroundings, memory, setState);
  }, [publishableKey, identity]);
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
  return { conversation, state };
}
