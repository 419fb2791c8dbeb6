/** @jsxImportSource preact */
import type { ConversationState } from "../conversation/conversation-state";
import type { Texts } from "../texts";

function whoAnswers({ live, handedBack }: ConversationState, texts: Texts): string | undefined {
  if (live?.closed) return texts.t("closedNotice");
  if (live?.handledBy === "person")
    return live.memberName
      ? texts.t("answering", { name: live.memberName })
      : texts.t("answeringUnnamed");
  if (live?.waitsForPerson) return texts.t("waiting");
  return handedBack ? texts.t("backToAssistant") : undefined;
}

interface LiveLinesProps {
  state: ConversationState;
  online: boolean;
  texts: Texts;
}

/** Between the messages and the input: who answers, whether they type, and whether the connection is there. */
export function LiveLines({ state, online, texts }: LiveLinesProps) {
  const { live, connected } = state;
  const name = live?.memberName ?? texts.t("teamMember");
  const awaits = live?.handledBy === "person" || live?.waitsForPerson;
  const who = whoAnswers(state, texts);
  return (
    <div class="lines" role="status">
      {who && <p class="line">{who}</p>}
      {live?.memberTyping && online && connected && (
        <p class="line typing">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {texts.t("typing", { name })}
        </p>
      )}
      {!online && <p class="line banner">{texts.t("offlineBanner")}</p>}
      {online && !connected && awaits && <p class="line banner">{texts.t("liveLost")}</p>}
    </div>
  );
}
