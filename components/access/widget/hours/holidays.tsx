"use client";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

const long = new Intl.DateTimeFormat("en", {
  weekday: "short",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** Days on which nobody is there. */
export function Holidays({
  dates,
  onChange,
}: {
  dates: readonly string[];
  onChange: (dates: string[]) => void;
}) {
  const [typed, setTyped] = useState("");
  const add = () => {
    if (typed) onChange([...new Set([...dates, typed])].sort());
    setTyped("");
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label="Closed on">
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              type="date"
              className="max-w-44"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                add();
              }}
            />
            <Button disabled={!typed} onClick={add}>
              <Plus aria-hidden />
              Add the day
            </Button>
          </div>
        )}
      </Field>
      {dates.length > 0 && (
        <ul aria-label="Closed days" className="flex flex-wrap gap-2">
          {dates.map((date) => {
            const name = long.format(new Date(`${date}T00:00:00Z`));
            return (
              <li
                key={date}
                className="flex h-8 items-center gap-1 rounded-full border pr-1 pl-3 text-[0.8125rem]"
              >
                {name}
                <Button
                  variant="ghost"
                  size="icon"
                  className="size-6 rounded-full [&_svg]:size-3.5"
                  aria-label={`Remove ${name}`}
                  onClick={() => onChange(dates.filter((other) => other !== date))}
                >
                  <X aria-hidden />
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
