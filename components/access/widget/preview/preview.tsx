"use client";
import { MessageCircleMore } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { WidgetDetails, WidgetInput } from "@/lib/domains/access/widget/schema";
import { textOn } from "@/widget/shared/contrast";
import type { WidgetValues } from "../form-values";
import { RadioCards } from "../radio-cards";
import { previewConfig } from "./preview-config";

/** The panel itself, as it will look: what it shows is sent into its frame with every change. */
export function Preview({ widget, language }: { widget: WidgetDetails; language: string }) {
  const { control } = useFormContext<WidgetValues>();
  const values = useWatch({ control }) as WidgetInput;
  const [office, setOffice] = useState<"open" | "closed">("open");
  const [ready, setReady] = useState(false);
  const frame = useRef<HTMLIFrameElement>(null);
  const config = previewConfig({ widget, values, language, open: office === "open" });
  const sent = JSON.stringify(config);

  useEffect(() => {
    const onMessage = ({ source, origin, data }: MessageEvent<{ preview?: string } | null>) => {
      const own = source === frame.current?.contentWindow && origin === location.origin;
      if (own && data?.preview === "ready") setReady(true);
    };
    addEventListener("message", onMessage);
    return () => removeEventListener("message", onMessage);
  }, []);
  useEffect(() => {
    if (!ready) return;
    const message = { preview: JSON.parse(sent) as unknown };
    frame.current?.contentWindow?.postMessage(message, location.origin);
  }, [ready, sent]);

  return (
    <aside
      id="widget-preview"
      aria-label="Preview"
      className="scroll-mt-20 min-w-0 xl:sticky xl:top-6"
    >
      <div className="rounded-lg border bg-subtle p-4">
        <RadioCards
          label="Preview"
          value={office}
          onChange={setOffice}
          options={[
            { value: "open", label: "People are there" },
            { value: "closed", label: "Nobody is there" },
          ]}
        />
        <iframe
          ref={frame}
          title="Preview of the chat"
          src="/widget/preview"
          className="mt-4 h-[34rem] w-full rounded-xl border bg-surface"
        />
        <div
          className={`mt-3 flex ${values.position === "left" ? "justify-start" : "justify-end"}`}
          data-position={values.position}
        >
          <span
            aria-hidden
            className="flex size-14 items-center justify-center rounded-full shadow-raised"
            style={{ background: config.color, color: textOn(config.color) }}
          >
            <MessageCircleMore className="size-6" />
          </span>
        </div>
        <p className="mt-2 text-xs text-muted">
          Nothing is sent from here: to ask something, use the Playground.
        </p>
      </div>
    </aside>
  );
}
