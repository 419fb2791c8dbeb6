/** @jsxImportSource preact */
import type { PanelConfig } from "../../shared/panel-config";
import type { Conversation } from "../conversation/conversation";
import type { ConversationState } from "../conversation/conversation-state";
import { entriesOf } from "../conversation/merge";
import type { Texts } from "../texts";
import { Consent } from "./consent";
import { ExchangeView } from "./exchange-view";
import { MemberView } from "./member-view";
import { PrivacyLink } from "./privacy-link";

interface TimelineProps {
  config: PanelConfig;
  texts: Texts;
  state: ConversationState;
  conversation: Conversation;
  canWrite: boolean;
  onPerson: (question?: string) => void;
  /** The visitor does not agree: the questions go back to where they were typed. */
  onDecline: () => void;
}

function Greeting({ config, texts }: Pick<TimelineProps, "config" | "texts">) {
  return (
    <li class="message assistant greeting">
      <p class="answer-text" dir="auto">
        {config.greeting}
      </p>
      <p class="notice">
        {texts.t("aiNotice", { organization: config.organizationName })}{" "}
        <PrivacyLink config={config} texts={texts} />
      </p>
    </li>
  );
}

function Suggestions({ config, texts, conversation }: TimelineProps) {
  return (
    <li class="message">
      <ul class="suggestions" aria-label={texts.t("suggestions")}>
        {config.suggestedQuestions.map((question) => (
          <li key={question}>
            <button type="button" dir="auto" onClick={() => conversation.send(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}

function HistoryLine({ state, texts, conversation }: TimelineProps) {
  if (state.history === "loading")
    return (
      <li class="message status" role="status">
        {texts.t("loadingHistory")}
      </li>
    );
  if (state.history === "failed")
    return (
      <li class="message failure" role="alert">
        <p>{texts.t("historyFailed")}</p>
        <button type="button" class="retry" onClick={() => void conversation.loadHistory()}>
          {texts.t("retry")}
        </button>
      </li>
    );
  if (state.before === undefined) return null;
  const loading = state.older === "loading";
  return (
    <li class="message">
      <div role="alert">
        {state.older === "failed" && <p class="failure">{texts.t("historyFailed")}</p>}
      </div>
      <button
        type="button"
        class="secondary"
        aria-disabled={loading}
        onClick={() => void conversation.loadOlder()}
      >
        {texts.t(loading ? "loadingOlder" : "older")}
      </button>
    </li>
  );
}

const NOTICES = { ended: "ended", deleted: "deleted", personSent: "personSent" } as const;

/** All that was said, oldest first. */
export function Timeline(props: TimelineProps) {
  const { config, texts, state, conversation, canWrite } = props;
  const entries = entriesOf(state);
  const { pending, notice } = state;
  const fresh = entries.length === 0 && pending.length === 0 && !state.begun && canWrite;
  return (
    <ol class="messages">
      <Greeting config={config} texts={texts} />
      <HistoryLine {...props} />
      {fresh && config.suggestedQuestions.length > 0 && <Suggestions {...props} />}
      {entries.map((entry) =>
        entry.kind === "member" ? (
          <MemberView key={entry.key} message={entry.message} texts={texts} />
        ) : (
          <ExchangeView
            key={entry.key}
            exchange={entry.exchange}
            assistantName={config.widgetName}
            texts={texts}
            onRetry={(id) => conversation.retry(id)}
            onRate={(exchange, rating) => conversation.rate(exchange, rating)}
            onPerson={props.onPerson}
            personAsked={state.live?.handledBy === "person" || state.live?.waitsForPerson === true}
          />
        ),
      )}
      {pending.length > 0 && (
        <Consent
          questions={pending}
          config={config}
          texts={texts}
          onAgree={() => !config.preview && conversation.agree()}
          onDecline={props.onDecline}
        />
      )}
      {notice && (
        <li class="message notice">
          {texts.t(NOTICES[notice])} {notice === "personSent" && texts.office(config.office)}
        </li>
      )}
    </ol>
  );
}
