"use client";
import { useWatch } from "react-hook-form";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { nameInput } from "@/lib/domains/access/businesses/schema";

export interface NameFormProps {
  label: string;
  initial?: string;
  action: string;
  /** Throws what goes wrong; resolves when it is done, or returns when it shows by itself. */
  onName: (name: string) => Promise<unknown> | void;
  onDone: () => void;
}

/** What a name is typed into; apart, since it brings what checks it. */
export function NameForm({ label, initial = "", action, onName, onDone }: NameFormProps) {
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    nameInput,
    { name: initial },
    async ({ name }) => {
      await onName(name);
      onDone();
    },
  );
  const name = useWatch({ control: form.control, name: "name" }).trim();
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <ProblemSummary error={failure} />
      <Field label={label} error={faultOf("name")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("name")}
            maxLength={100}
            autoComplete="off"
            data-autofocus
          />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={!name || name === initial}>
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}
