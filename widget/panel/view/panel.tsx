/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PanelConfig } from "../../shared/panel-config";
import { plainText } from "../answer/parse-answer";
import { browserSurroundings } from "../chat/browser-surroundings";
import { ChatClient } from "../chat/chat-client";
import type { Exchange } from "../chat/exchange";
import { panelTexts } from "../texts";
import { Composer } from "./composer";
import { ExchangeView } from "./exchange-view";
import { CloseIcon, SparkIcon } from "./icons";
import { useOnline } from "./use-online";
import { useScroll } from "./use-scroll";

/** Heartbeats come every 10 s: two of them missing means that the connection is dead. */
const silenceLimitMs = 25_000;

interface PanelProps {
  config: PanelConfig;
  /** Undefined where the page stands alone and there is nothing to close. */
  onClose: (() => void) | undefined;
  /** Hands out how to move the focus into the panel. */
  onFocusable: (focus: () => void) => void;
}

/** The whole conversation. */
export function Panel({ config, onClose, onFocusable }: PanelProps) {
  const texts = panelTexts(config.language);
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([]);
  const client = useMemo(
    () =>
      new ChatClient(
        {
          endpoint: "/api/v1/chat",
          publishableKey: config.publishableKey,
          silenceLimitMs,
        },
        browserSurroundings,
        setExchanges,
      ),
    [config],
  );
  const online = useOnline();
  const input = useRef<HTMLTextAreaElement>(null);
  const { list, onScroll } = useScroll(exchanges);
  const lastFinished = exchanges.findLast(({ phase }) => phase === "done");

  useLayoutEffect(() => onFocusable(() => input.current?.focus()), [onFocusable]);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.key === "Escape" && !event.isComposing) onClose?.();
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onClose]);

  return (
    <div class="panel">
      <header>
        <span class="mark">
          <SparkIcon />
        </span>
        <div class="who">
          <h1 dir="auto">{config.widgetName}</h1>
          <p>
            {texts.assistant} · <span dir="auto">{config.organizationName}</span>
          </p>
        </div>
        {onClose && (
          <button type="button" class="close" aria-label={texts.close} onClick={onClose}>
            <CloseIcon />
          </button>
        )}
      </header>
      <main
        class="scroller"
        ref={list}
        onScroll={onScroll}
        tabIndex={0}
        aria-label={texts.messages}
      >
        <ol class="messages">
          <li class="message assistant greeting">
            <p class="answer-text" dir="auto">
              {config.greeting}
            </p>
            <p class="notice">{texts.aiNotice(config.organizationName)}</p>
          </li>
          {exchanges.map((exchange) => (
            <ExchangeView
              key={exchange.clientMessageId}
              exchange={exchange}
              assistantName={config.widgetName}
              texts={texts}
              onRetry={(id) => void client.retry(id)}
            />
          ))}
        </ol>
      </main>
      {!online && (
        <p class="banner" role="status">
          {texts.offlineBanner}
        </p>
      )}
      <Composer texts={texts} input={input} onSend={(question) => void client.send(question)} />
      {/* One announcement for each finished answer: the list itself would be read out token by token. */}
      <p class="hidden" aria-live="polite" data-testid="announcer">
        {lastFinished && (
          <span key={lastFinished.clientMessageId}>{plainText(lastFinished.text)}</span>
        )}
      </p>
    </div>
  );
}
