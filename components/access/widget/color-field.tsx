"use client";
import { useFormContext } from "react-hook-form";
import { Badge } from "@/components/ui/badge";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { contrastOf, textOn } from "@/widget/shared/contrast";
import type { WidgetValues } from "./form-values";

const isColor = (text: string) => /^#[0-9a-f]{6}$/.test(text);

/** What is needed of a control beside what is around it (WCAG 2.2, 1.4.11). */
const NEEDED_ON_PAGE = 3;

function Contrast({ color }: { color: string }) {
  const text = textOn(color);
  const onPage = contrastOf(color, "#ffffff");
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <span className="flex items-center gap-2">
        <span
          aria-hidden
          className="inline-flex h-6 items-center rounded-sm px-2 text-xs font-medium"
          style={{ background: color, color: text }}
        >
          Aa
        </span>
        {text === "#ffffff" ? "White" : "Black"} text on it: {contrastOf(color, text).toFixed(1)} :
        1
      </span>
      {onPage < NEEDED_ON_PAGE && (
        <Badge tone="warning">Hard to see on a white page: {onPage.toFixed(1)} : 1</Badge>
      )}
    </span>
  );
}

export function ColorField() {
  const { register, setValue, watch, formState } = useFormContext<WidgetValues>();
  const color = (watch("color") ?? "").toLowerCase();
  const change = (value: string) =>
    setValue("color", value.toLowerCase(), { shouldDirty: true, shouldValidate: true });
  return (
    <Field
      label="Colour"
      error={formState.errors.color?.message}
      hint={isColor(color) ? <Contrast color={color} /> : undefined}
    >
      {(control) => (
        <div className="flex gap-2">
          <input
            type="color"
            aria-label="Choose a colour"
            className="h-control w-12 shrink-0 cursor-pointer rounded-md border border-control/70 bg-surface p-1"
            value={isColor(color) ? color : "#000000"}
            onChange={(event) => change(event.target.value)}
          />
          <Input
            {...control}
            {...register("color", { setValueAs: (value: string) => value.trim().toLowerCase() })}
            className="max-w-36 font-mono"
            autoComplete="off"
            spellCheck={false}
            placeholder="#1f4fd8"
          />
        </div>
      )}
    </Field>
  );
}
