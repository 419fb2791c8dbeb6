import { useEffect, useMemo, useState } from "preact/hooks";
import type { PanelConfig } from "../../shared/panel-config";
import { browserSurroundings } from "../chat/browser-surroundings";
import { Conversation, emptyConversation } from "../conversation/conversation";
import { Memory } from "../conversation/memory";

/** The page that holds the panel, as far as its browser tells; its query is never kept. */
function pageUrl(): string | undefined {
  const { referrer } = document;
  return /^https?:/.test(referrer) && referrer.length <= 2000 ? referrer : undefined;
}

/** The visitor's conversation and its state, for as long as the panel is there. */
export function useConversation({ publishableKey, language }: PanelConfig) {
  const [state, setState] = useState(emptyConversation);
  const conversation = useMemo(() => {
    const memory = new Memory(publishableKey, () => localStorage, Date.now);
    const origin = { pageUrl: pageUrl(), ...(/^[a-z]{2}$/.test(language) && { language }) };
    const settings = { publishableKey, language, origin };
    return new Conversation(settings, browserSurroundings, memory, setState);
  }, [publishableKey, language]);
  useEffect(() => {
    const onVisibility = (): void => conversation.show(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", onVisibility);
    void conversation.resume();
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      conversation.stop();
    };
  }, [conversation]);
  return { conversation, state };
}
