/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { Exchange, Rating } from "../chat/exchange";
import type { Texts } from "../texts";
import { ThumbIcon } from "./icons";

const reasonLimit = 500;

interface RatingProps {
  exchange: Exchange;
  texts: Texts;
  /** Resolves with whether it was kept. */
  onRate: (rating: Rating | undefined) => Promise<boolean>;
}

function Reason({
  id,
  texts,
  onSend,
}: {
  id: string;
  texts: Texts;
  onSend: (reason: string) => void;
}) {
  const [reason, setReason] = useState("");
  return (
    <form
      class="reason"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(reason.trim());
      }}
    >
      <label for={id}>{texts.t("rateReason")}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={reasonLimit}
        value={reason}
        dir="auto"
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <button type="submit" class="secondary">
        {texts.t("rateSend")}
      </button>
    </form>
  );
}

/** Thumbs up and down for one answer. A tap counts at once, a second one takes it back; a reason may follow. */
export function RatingView({ exchange, texts, onRate }: RatingProps) {
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<"rateThanks" | "rateFailed">();
  const value = exchange.rating?.value;

  async function choose(chosen: Rating["value"]): Promise<void> {
    const next = chosen === value ? undefined : chosen;
    const kept = await onRate(next && { value: next });
    setAsking(kept && next === "down");
    setTold(kept ? next && "rateThanks" : "rateFailed");
  }

  async function explain(reason: string): Promise<void> {
    const kept = reason === "" || (await onRate({ value: "down", reason }));
    if (kept) setAsking(false);
    setTold(kept ? "rateThanks" : "rateFailed");
  }

  const thumb = (of: Rating["value"]) => (
    <button
      type="button"
      class="thumb"
      aria-label={texts.t(of === "up" ? "rateUp" : "rateDown")}
      aria-pressed={value === of}
      onClick={() => void choose(of)}
    >
      <ThumbIcon down={of === "down"} />
    </button>
  );
  return (
    <div class="rating">
      <div class="thumbs" role="group" aria-label={texts.t("rateQuestion")}>
        {thumb("up")}
        {thumb("down")}
        <span class="status" role="status">
          {told && !asking && texts.t(told)}
        </span>
      </div>
      {asking && (
        <Reason
          id={`${exchange.clientMessageId}-reason`}
          texts={texts}
          onSend={(reason) => void explain(reason)}
        />
      )}
    </div>
  );
}
