/** @jsxImportSource preact */
import { useEffect, useRef } from "preact/hooks";
import type { PanelConfig } from "../../shared/panel-config";
import type { Texts } from "../texts";
import { PrivacyLink } from "./privacy-link";

interface ConsentProps {
  questions: readonly string[];
  config: PanelConfig;
  texts: Texts;
  onAgree: () => void;
  onDecline: () => void;
}

/** The one step before anything is sent or kept. The focus is on the text, so that no second Enter agrees by accident. */
export function Consent({ questions, config, texts, onAgree, onDecline }: ConsentProps) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);
  return (
    <>
      {questions.map((question, at) => (
        <li key={at} class="message visitor turn">
          <span class="hidden">{texts.t("you")}: </span>
          <p class="bubble unsent" dir="auto">
            {question}
          </p>
          <p class="status">{texts.t("notSent")}</p>
        </li>
      ))}
      <li class="message">
        <div
          class="card"
          ref={card}
          role="group"
          tabIndex={-1}
          aria-labelledby="consent-title"
          aria-describedby="consent-text"
        >
          <h2 id="consent-title">{texts.t("consentTitle")}</h2>
          <p id="consent-text">
            {texts.t("consentText", { organization: config.organizationName })}
          </p>
          <PrivacyLink config={config} texts={texts} />
          <div class="choices">
            <button type="button" class="primary" onClick={onAgree}>
              {texts.t("consentYes")}
            </button>
            <button type="button" class="secondary" onClick={onDecline}>
              {texts.t("consentNo")}
            </button>
          </div>
        </div>
      </li>
    </>
  );
}
