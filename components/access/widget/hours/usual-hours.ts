import type { z } from "zod";
import type { officeHours } from "@/lib/domains/access/widget/office/schema";

export type HoursValues = z.input<typeof officeHours>;
export type DaysValues = HoursValues["days"];

/** What most businesses begin with, where the owner is. */
export function usualHours(): HoursValues {
  const workday = () => [{ opens: "09:00", closes: "17:00" }];
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    days: {
      monday: workday(),
      tuesday: workday(),
      wednesday: workday(),
      thursday: workday(),
      friday: workday(),
      saturday: [],
      sunday: [],
    },
    holidays: [],
  };
}
