/** @jsxImportSource preact */
import { useEffect, useState } from "preact/hooks";
import type { Exchange, Failure } from "../chat/exchange";
import type { Texts } from "../texts";

function failureText(failure: Failure | undefined, texts: Texts): string {
  switch (failure?.kind) {
    case "connection":
      return texts.t("failedConnection");
    case "limited":
      return texts.t("failedLimited");
    case "unavailable":
      return texts.t("failedUnavailable");
    case "rejected":
      return texts.t("failedRejected");
    case "identity":
      return texts.t("signIn");
    default:
      return texts.t("failedServer");
  }
}

function Countdown({ until, texts }: { until: number; texts: Texts }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <>{texts.t("limited", { seconds: Math.max(1, Math.ceil((until - now) / 1000)) })}</>;
}

interface StatusProps {
  exchange: Exchange;
  texts: Texts;
  onRetry: () => void;
}

/** One quiet line about a question that has no complete answer yet, or what went wrong. */
export function Status({ exchange, texts, onRetry }: StatusProps) {
  const { phase, resumeAt, failure, text } = exchange;
  switch (phase) {
    case "failed":
      return (
        <div class="failure" role="alert">
          <p dir="auto">{failureText(failure, texts)}</p>
          {failure?.kind !== "rejected" && failure?.kind !== "identity" && (
            <button type="button" class="retry" onClick={onRetry}>
              {texts.t("retry")}
            </button>
          )}
        </div>
      );
    case "connecting":
    case "streaming":
      return text ? null : (
        <div class="thinking">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span class="hidden">{texts.t("thinking")}</span>
        </div>
      );
    case "queued":
      return <p class="status">{texts.t("queued")}</p>;
    case "offline":
      return <p class="status">{texts.t("offline")}</p>;
    case "reconnecting":
      return <p class="status">{texts.t("reconnecting")}</p>;
    case "limited":
      return (
        <p class="status">
          <Countdown until={resumeAt ?? 0} texts={texts} />
        </p>
      );
    default:
      return null;
  }
}
