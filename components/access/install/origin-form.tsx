"use client";
import { Plus } from "lucide-react";
import { useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError } from "@/lib/core/problem";
import { nextOriginInput } from "@/lib/domains/access/schema";
import { suggestOrigin } from "./suggest-origin";

/** What one more origin is typed into; apart, since it brings what checks it. */
export function OriginForm({
  origins,
  busy,
  onAdd,
}: {
  /** Those that are allowed. */
  origins: readonly string[];
  busy: boolean;
  /** Throws what goes wrong. */
  onAdd: (origin: string) => Promise<void>;
}) {
  const {
    form,
    failure,
    faultOf,
    busy: sending,
    onSubmit,
  } = useSchemaForm(nextOriginInput(origins), { origin: "" }, ({ origin }) => onAdd(origin));
  const ref = useFocusInvalid(failure);
  const typed = useWatch({ control: form.control, name: "origin" });
  const error = faultOf("origin") ?? (failure && describeError(failure).detail);
  const meant = faultOf("origin") ? suggestOrigin(typed) : undefined;
  const add = (event: { preventDefault: () => void }) => {
    onSubmit(event);
    // What was pressed is switched off, or goes away, and the focus with it.
    form.setFocus("origin");
  };
  return (
    <form ref={ref} noValidate onSubmit={add}>
      <Field
        label="Add an address"
        hint="As the browser shows it, without a path. With and without www. are two addresses."
        error={error}
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              {...form.register("origin")}
              type="url"
              inputMode="url"
              autoComplete="off"
              placeholder="https://shop.example"
            />
            <Button type="submit" busy={busy || sending}>
              {!(busy || sending) && <Plus aria-hidden />}
              Add
            </Button>
          </div>
        )}
      </Field>
      {meant && !origins.includes(meant) && (
        <Button
          size="sm"
          className="mt-2 max-w-full"
          onClick={(event) => {
            form.setValue("origin", meant);
            add(event);
          }}
        >
          <span className="truncate">Add {meant} instead</span>
        </Button>
      )}
    </form>
  );
}
