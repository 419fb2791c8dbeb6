"use client";
import { useState, type SubmitEvent } from "react";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { describeError, ProblemError, waitInWords } from "@/lib/core/problem";

interface NameDialogProps {
  title: string;
  description?: string;
  label: string;
  initial?: string;
  action: string;
  /** Throws what goes wrong; resolves when it is done. */
  onName: (name: string) => Promise<unknown>;
}

function inWords(error: unknown): string {
  const wait = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
  if (wait === undefined) return describeError(error).detail;
  return `You have added many of them. Try again ${waitInWords(wait)}.`;
}

function NameForm({
  label,
  initial = "",
  action,
  onName,
  onDone,
}: NameDialogProps & { onDone: () => void }) {
  const [name, setName] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const fault = error instanceof ProblemError ? error.forField("name") : undefined;
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onName(name.trim());
      onDone();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {error !== undefined && !fault && <FormError>{inWords(error)}</FormError>}
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
          busy={busy}
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
