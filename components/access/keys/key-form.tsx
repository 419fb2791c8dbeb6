"use client";
import { useRef, type SubmitEvent } from "react";
import { useController, useWatch } from "react-hook-form";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError } from "@/lib/core/problem";
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

/** A day that is half typed has no value either, and is not to mean a key without an end. */
const endIn = ({ value, validity }: HTMLInputElement) =>
  value || validity.badInput ? endOfDay(value) : null;

/** What a key is made in; apart, since it brings what checks it. */
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
  const first = only ?? "publishable";
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    createKeyInput,
    {
      kind: first,
      name: only === "publishable" ? "Website" : "",
      scopes: initialScopes(first),
      expiresAt: null,
    },
    async (input) => onMade(input.kind, await create.mutateAsync(input)),
    { keeps: true },
  );
  const kind = useWatch({ control: form.control, name: "kind" });
  // In the order in which what is wrong with them takes the focus.
  const name = form.register("name");
  const { ref: scopesRef, ...scopes } = useController({
    control: form.control,
    name: "scopes",
  }).field;
  const { ref: endRef, ...end } = useController({
    control: form.control,
    name: "expiresAt",
  }).field;
  const day = useRef<HTMLInputElement>(null);
  const choose = (chosen: KeyKind) => {
    form.setValue("kind", chosen);
    form.setValue("scopes", initialScopes(chosen));
    form.clearErrors("scopes");
  };
  const submit = (event: SubmitEvent) => {
    // A browser tells of no change while a day is half typed.
    if (day.current) form.setValue("expiresAt", endIn(day.current));
    onSubmit(event);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure && <FormError>{describeError(failure).detail}</FormError>}
      {!only && <KindChoice value={kind} onChange={choose} />}
      <Field
        label="Name"
        hint="So that you recognize it later, e.g. where it is used."
        error={faultOf("name")}
      >
        {(control) => (
          <Input {...control} {...name} maxLength={100} autoComplete="off" data-autofocus />
        )}
      </Field>
      {KEY_SCOPES[kind].length > 1 && (
        <ScopeChoice
          ref={scopesRef}
          possible={KEY_SCOPES[kind]}
          chosen={scopes.value}
          error={faultOf("scopes")}
          onChange={scopes.onChange}
        />
      )}
      <Field
        label="Last day (optional)"
        hint="Leave it empty for a key that works until it is revoked."
        error={faultOf("expiresAt")}
      >
        {(control) => (
          <Input
            {...control}
            ref={(input) => {
              day.current = input;
              endRef(input);
            }}
            type="date"
            min={dayFromNow(0)}
            max={dayFromNow(MAX_LIFETIME_DAYS)}
            onChange={(event) => end.onChange(endIn(event.target))}
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
