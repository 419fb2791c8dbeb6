"use client";
import { useRef, useState, type SubmitEvent } from "react";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { describeError, invalidInput, ProblemError } from "@/lib/core/problem";
import { useCreateKey } from "@/lib/domains/access/keys/queries";
import {
  createKeyInput,
  KEY_SCOPES,
  MAX_LIFETIME_DAYS,
  type KeyScope,
} from "@/lib/domains/access/keys/schema";
import { dayFromNow, endOfDay } from "./end-of-day";
import { KindChoice, type KeyKind } from "./kind-choice";
import { ScopeChoice } from "./scope-choice";

/** Where there is one thing that it may do, there is nothing to choose. */
const initialScopes = (kind: KeyKind): KeyScope[] =>
  KEY_SCOPES[kind].length === 1 ? [...KEY_SCOPES[kind]] : [];

function useKeyForm(
  slug: string,
  onMade: (kind: KeyKind, made: { id: string; key: string }) => void,
) {
  const create = useCreateKey(slug);
  const [invalid, setInvalid] = useState<ProblemError>();
  const send = (given: {
    kind: KeyKind;
    name: string;
    scopes: KeyScope[];
    expiresAt: string | null;
  }) => {
    const input = createKeyInput.safeParse(given);
    setInvalid(input.success ? undefined : invalidInput(input.error));
    create.reset();
    if (input.success)
      create.mutate(input.data, { onSuccess: (made) => onMade(input.data.kind, made) });
  };
  return { send, busy: create.isPending, failure: invalid ?? create.error };
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
  const { send, busy, failure } = useKeyForm(slug, onMade);
  const [kind, setKind] = useState<KeyKind>(only ?? "publishable");
  const [name, setName] = useState(only === "publishable" ? "Website" : "");
  const [scopes, setScopes] = useState(initialScopes(kind));
  const day = useRef<HTMLInputElement>(null);
  const form = useFocusInvalid(failure);
  const problem = failure instanceof ProblemError ? failure : undefined;
  const beside = ["name", "scopes", "expiresAt"].some((field) => problem?.forField(field));

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { value = "", validity } = day.current ?? {};
    // A day that is half typed has no value either, and is not to mean a key without an end.
    const expiresAt = value || validity?.badInput ? endOfDay(value) : null;
    send({ kind, name, scopes, expiresAt });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure && !beside && <FormError>{describeError(failure).detail}</FormError>}
      {!only && (
        <KindChoice
          value={kind}
          onChange={(chosen) => {
            setKind(chosen);
            setScopes(initialScopes(chosen));
          }}
        />
      )}
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
      {KEY_SCOPES[kind].length > 1 && (
        <ScopeChoice
          possible={KEY_SCOPES[kind]}
          chosen={scopes}
          error={problem?.forField("scopes")}
          onChange={setScopes}
        />
      )}
      <Field
        label="Last day (optional)"
        hint="Leave it empty for a key that works until it is revoked."
        error={problem?.forField("expiresAt")}
      >
        {(control) => (
          <Input
            {...control}
            ref={day}
            type="date"
            min={dayFromNow(0)}
            max={dayFromNow(MAX_LIFETIME_DAYS)}
          />
        )}
      </Field>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Create
        </Button>
      </DialogActions>
    </form>
  );
}
