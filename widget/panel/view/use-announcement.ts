import { useEffect, useRef, useState } from "preact/hooks";
import { plainText } from "../answer/parse-answer";
import type { ConversationState } from "../conversation/conversation-state";
import { entriesOf } from "../conversation/merge";
import type { Texts } from "../texts";

export interface Announcement {
  key: string;
  text: string;
}

function finishedIn(state: ConversationState, texts: Texts): Announcement[] {
  return entriesOf(state).flatMap((entry) => {
    if (entry.kind === "member") {
      const { text, authorName = texts.t("teamMember") } = entry.message;
      return [{ key: entry.key, text: `${authorName}: ${text}` }];
    }
    const { phase, text } = entry.exchange;
    return phase === "done" && text ? [{ key: entry.key, text: plainText(text) }] : [];
  });
}

/**
 * What a screen reader is told: each message once, when it is finished. Those of an earlier page are there already and are
 * not read out.
 */
export function useAnnouncement(state: ConversationState, texts: Texts): Announcement | undefined {
  const told = useRef(new Set<string>());
  const page = useRef({ history: state.history, before: state.before });
  const [announcement, setAnnouncement] = useState<Announcement>();
  useEffect(() => {
    const loaded = page.current.history !== state.history || page.current.before !== state.before;
    page.current = { history: state.history, before: state.before };
    const fresh = finishedIn(state, texts).filter(({ key }) => !told.current.has(key));
    for (const { key } of fresh) told.current.add(key);
    const last = fresh.at(-1);
    if (last && !loaded) setAnnouncement(last);
  }, [state, texts]);
  return announcement;
}
