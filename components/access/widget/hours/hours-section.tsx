"use client";
import { useFormContext } from "react-hook-form";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { WidgetValues } from "../form-values";
import { RadioCards } from "../radio-cards";
import { Holidays } from "./holidays";
import { usualHours, type HoursValues } from "./usual-hours";
import { WeekTable } from "./week-table";

const REPLY_TIMES = [
  { value: "none", label: "Do not mention it" },
  { value: "5", label: "A few minutes" },
  { value: "15", label: "15 minutes" },
  { value: "60", label: "An hour" },
  { value: "240", label: "A few hours" },
  { value: "1440", label: "A day" },
  { value: "2880", label: "Two days" },
];

function Hours({ hours }: { hours: HoursValues }) {
  const { setValue, formState } = useFormContext<WidgetValues>();
  const errors = formState.errors.hours;
  const change = (part: Partial<HoursValues>) =>
    setValue(
      "hours",
      { ...hours, ...part },
      { shouldDirty: true, shouldValidate: formState.isSubmitted },
    );
  return (
    <>
      <WeekTable days={hours.days} onChange={(days) => change({ days })} />
      <Field
        label="Time zone"
        hint="The one your opening times are in. Summer time is taken care of."
        error={errors?.timeZone?.message}
      >
        {(control) => (
          <>
            <Input
              {...control}
              className="max-w-72"
              list="time-zones"
              autoComplete="off"
              value={hours.timeZone}
              onChange={(event) => change({ timeZone: event.target.value })}
            />
            <datalist id="time-zones">
              {Intl.supportedValuesOf("timeZone").map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Holidays dates={hours.holidays ?? []} onChange={(holidays) => change({ holidays })} />
    </>
  );
}

/** When somebody is there, and how soon they usually answer. */
export function HoursSection() {
  const { watch, setValue } = useFormContext<WidgetValues>();
  const hours = watch("hours") ?? null;
  const minutes = watch("replyMinutes") ?? null;
  const value = minutes === null ? "none" : String(minutes);
  const known = REPLY_TIMES.some((each) => each.value === value);
  return (
    <Section
      title="Opening hours"
      description="The assistant always answers. These hours are for people: outside them visitors are told when somebody is back."
    >
      <div className="space-y-5">
        <RadioCards
          label="People are there"
          value={hours ? "hours" : "always"}
          onChange={(choice) =>
            setValue("hours", choice === "hours" ? usualHours() : null, { shouldDirty: true })
          }
          options={[
            { value: "always", label: "Do not mention hours" },
            { value: "hours", label: "At these hours" },
          ]}
        />
        {hours && <Hours hours={hours} />}
        <div className="flex flex-col gap-1.5">
          <p className="text-[0.8125rem] font-medium" aria-hidden>
            A person usually answers within
          </p>
          <Select
            className="max-w-72"
            label="A person usually answers within"
            value={value}
            onChange={(chosen) =>
              setValue("replyMinutes", chosen === "none" ? null : Number(chosen), {
                shouldDirty: true,
              })
            }
            options={known ? REPLY_TIMES : [...REPLY_TIMES, { value, label: `${value} minutes` }]}
          />
        </div>
      </div>
    </Section>
  );
}
