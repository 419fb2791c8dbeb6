"use client";
import { RadioGroup } from "radix-ui";
import { useState, type SubmitEvent } from "react";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { describeError, ProblemError } from "@/lib/core/problem";
import { useCreateKey } from "@/lib/domains/access/queries";
import type { KeyKind } from "./key-kind";

const KINDS: readonly { value: KeyKind; name: string; text: string }[] = [
  {
    value: "publishable",
    name: "Publishable",
    text: "For the widget. May stand in the HTML of your pages.",
  },
  {
    value: "secret",
    name: "Secret",
    text: "For your servers. Reads and changes your knowledge; never give it to a browser.",
  },
];

const asKind = (value: string): KeyKind => (value === "secret" ? "secret" : "publishable");

function KindChoice({ value, onChange }: { value: KeyKind; onChange: (kind: KeyKind) => void }) {
  return (
    <RadioGroup.Root
      aria-label="Kind of key"
      value={value}
      onValueChange={(chosen) => onChange(asKind(chosen))}
      className="grid gap-2 sm:grid-cols-2"
    >
      {KINDS.map((kind) => (
        <RadioGroup.Item
          key={kind.value}
          value={kind.value}
          className="rounded-lg border p-3 text-left transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span className="block text-sm font-medium">{kind.name}</span>
          <span className="mt-0.5 block text-xs text-muted">{kind.text}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

export function KeyForm({
  slug,
  kind: only,
  onCancel,
  onMade,
}: {
  slug: string;
  kind: KeyKind | undefined;
  onCancel: () => void;
  onMade: (kind: KeyKind, made: { id: string; key: string }) => void;
}) {
  const create = useCreateKey(slug);
  const [kind, setKind] = useState<KeyKind>(only ?? "publishable");
  const [name, setName] = useState(only === "publishable" ? "Website" : "");
  const problem = create.error instanceof ProblemError ? create.error : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate({ kind, name: name.trim() }, { onSuccess: (made) => onMade(kind, made) });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {create.error && !problem?.forField("name") && (
        <FormError>{describeError(create.error).detail}</FormError>
      )}
      {!only && <KindChoice value={kind} onChange={setKind} />}
      <Field
        label="Name"
        hint="So that you recognize it later, e.g. where it is used."
        error={problem?.forField("name")}
      >
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
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={create.isPending} disabled={!name.trim()}>
          Create
        </Button>
      </DialogActions>
    </form>
  );
}
