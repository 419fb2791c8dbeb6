"use client";
import { useFormContext, useFormState } from "react-hook-form";
import { Button } from "@/components/ui/button";
import type { WidgetValues } from "./form-values";

/** Stays in sight while something is not saved. */
export function SaveBar({ busy, onDiscard }: { busy: boolean; onDiscard: () => void }) {
  const { control } = useFormContext<WidgetValues>();
  const { isDirty, errors } = useFormState({ control });
  const wrong = Object.keys(errors).length > 0;
  return (
    <div
      className={`flex flex-wrap items-center justify-between gap-3 rounded-lg border bg-raised px-5 py-3 ${isDirty ? "sticky bottom-3 z-10 shadow-raised" : ""}`}
    >
      <p role="status" className={`text-[0.8125rem] ${wrong ? "text-danger" : "text-muted"}`}>
        {wrong
          ? "Some fields need a correction."
          : isDirty
            ? "There are changes that are not saved."
            : "Everything is saved."}
      </p>
      <div className="flex gap-2">
        <Button
          variant="ghost"
          className="xl:hidden"
          onClick={() => document.getElementById("widget-preview")?.scrollIntoView()}
        >
          See the preview
        </Button>
        {isDirty && (
          <Button disabled={busy} onClick={onDiscard}>
            Discard
          </Button>
        )}
        <Button type="submit" variant="primary" busy={busy} disabled={!isDirty}>
          Save
        </Button>
      </div>
    </div>
  );
}
