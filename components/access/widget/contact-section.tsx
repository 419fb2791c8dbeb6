"use client";
import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { Section } from "@/components/ui/card";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { MAX_FORM_FIELDS } from "@/lib/domains/access/widget/schema";
import type { WidgetValues } from "./form-values";

const KINDS = [
  { value: "text", label: "Text" },
  { value: "phone", label: "Telephone" },
  { value: "email", label: "E-mail" },
] as const;

/** An id that stays when the label is changed. */
const newFieldId = () => `f_${crypto.randomUUID().slice(0, 8)}`;

function FormFields() {
  const { register, watch, setValue, formState, control } = useFormContext<WidgetValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "formFields", keyName: "key" });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-[0.8125rem] font-medium">
        What a visitor who wants a person is asked
      </legend>
      <p className="text-[0.8125rem] text-muted">Name, e-mail and message always; and also:</p>
      {fields.map((field, at) => {
        const error = formState.errors.formFields?.[at]?.label?.message;
        return (
          <div key={field.key} className="flex flex-wrap items-start gap-2">
            <div className="min-w-40 flex-1">
              <Input
                aria-label={`Label of field ${at + 1}`}
                aria-invalid={error ? true : undefined}
                placeholder="Order number"
                maxLength={80}
                dir="auto"
                {...register(`formFields.${at}.label`)}
              />
              {error && (
                <p role="alert" className="mt-1 text-[0.8125rem] text-danger">
                  {error}
                </p>
              )}
            </div>
            <Select
              className="w-32"
              label={`Kind of field ${at + 1}`}
              value={watch(`formFields.${at}.kind`) ?? "text"}
              onChange={(kind) => setValue(`formFields.${at}.kind`, kind, { shouldDirty: true })}
              options={KINDS}
            />
            <label className="flex h-control items-center gap-2 text-sm">
              <Checkbox
                label={`Field ${at + 1} is required`}
                checked={watch(`formFields.${at}.required`) ?? false}
                onChange={(required) =>
                  setValue(`formFields.${at}.required`, required, { shouldDirty: true })
                }
              />
              <span aria-hidden>Required</span>
            </label>
            <Button
              variant="ghost"
              size="icon"
              className="size-9"
              aria-label={`Remove field ${at + 1}`}
              onClick={() => remove(at)}
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        );
      })}
      <div>
        <Button
          size="sm"
          disabled={fields.length >= MAX_FORM_FIELDS}
          onClick={() => append({ id: newFieldId(), label: "", kind: "text", required: false })}
        >
          <Plus aria-hidden />
          Add a field
        </Button>
      </div>
    </fieldset>
  );
}

export function ContactSection() {
  const { register, formState } = useFormContext<WidgetValues>();
  return (
    <Section
      title="Talking to a person"
      description="What visitors are asked, and where they read what happens with it."
    >
      <div className="space-y-5">
        <FormFields />
        <Field
          label="Privacy page"
          hint="Linked where visitors are asked for consent. They are asked before anything is stored."
          error={formState.errors.privacyUrl?.message}
        >
          {(control) => (
            <Input
              {...control}
              {...register("privacyUrl", {
                setValueAs: (value: string | null) => value?.trim() || null,
              })}
              type="url"
              inputMode="url"
              autoComplete="off"
              placeholder="https://shop.example/privacy"
            />
          )}
        </Field>
      </div>
    </Section>
  );
}
