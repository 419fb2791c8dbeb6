"use client";
import { useFormContext } from "react-hook-form";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Avatar } from "./avatar/avatar";
import { ColorField } from "./color-field";
import type { WidgetValues } from "./form-values";
import { RadioCards } from "./radio-cards";

export function LookSection({ slug, avatarUrl }: { slug: string; avatarUrl: string | null }) {
  const { register, formState, watch, setValue } = useFormContext<WidgetValues>();
  const { errors } = formState;
  return (
    <Section title="Look" description="Its name, picture and colour, and its place on the page.">
      <div className="space-y-5">
        <Field label="Name" hint="Shown at the top of the chat." error={errors.name?.message}>
          {(control) => <Input {...control} {...register("name")} autoComplete="off" dir="auto" />}
        </Field>
        <Avatar slug={slug} url={avatarUrl} />
        <ColorField />
        <RadioCards
          label="Position"
          hint="Mirrored on pages that read from right to left."
          value={watch("position") ?? "right"}
          onChange={(position) => setValue("position", position, { shouldDirty: true })}
          options={[
            { value: "left", label: "Bottom left" },
            { value: "right", label: "Bottom right" },
          ]}
        />
      </div>
    </Section>
  );
}
