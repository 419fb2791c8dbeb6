"use client";
import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ProblemError } from "@/lib/core/problem";

interface NameDialogProps {
  title: string;
  description?: string;
  label: string;
  initial?: string;
  action: string;
  /** Throws what goes wrong; resolves when it is done. */
  onName: (name: string) => Promise<unknown>;
}

function NameForm({
  label,
  initial = "",
  action,
  onName,
  onDone,
}: NameDialogProps & { onDone: () => void }) {
  const [name, setName] = useState(initial);
  const { mutate, isPending, error } = useMutation({ mutationFn: onName, onSuccess: onDone });
  const fault = error instanceof ProblemError ? error.forField("name") : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    mutate(name.trim());
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <ProblemSummary error={error ?? undefined} />
      <Field label={label} error={fault}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={100}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          busy={isPending}
          disabled={!name.trim() || name.trim() === initial}
        >
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}

/** Asks for the name of something that is made or renamed. */
export function NameDialog({
  open,
  onOpenChange,
  ...props
}: NameDialogProps & { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { title, description } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      {...(description && { description })}
    >
      <NameForm {...props} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
