import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { get, useForm, type DefaultValues, type FieldValues, type Path } from "react-hook-form";
import type { z } from "zod";
import { ProblemError, unreachable } from "@/lib/core/problem";
import { fieldFaults } from "./field-faults";

/** The first words of what is wrong with a field, or with a part of what was typed into it. */
function messageIn(fault: unknown): string | undefined {
  if (Array.isArray(fault)) return fault.map(messageIn).find(Boolean);
  if (typeof fault !== "object" || fault === null || !("message" in fault)) return undefined;
  return typeof fault.message === "string" ? fault.message : undefined;
}

/**
 * A form that is checked by its domain's schema before anything is sent, and sent by `send`, which throws what the server
 * says. Either's words stand beside the field that they are about, the first of which takes the focus; what is about none
 * is the `failure`. What was typed stays until it is sent, and with `keeps` also then. A field that the server renders
 * is given no empty text to begin with: it would take away what was typed, or filled in, before scripts ran.
 */
export function useSchemaForm<Values extends FieldValues, Input>(
  schema: z.ZodType<Input, Values>,
  defaultValues: DefaultValues<Values>,
  send: (input: Input) => Promise<unknown>,
  { keeps = false } = {},
) {
  const [failure, setFailure] = useState<Error>();
  const [sent, setSent] = useState(false);
  const form = useForm<Values, unknown, Input>({ resolver: zodResolver(schema), defaultValues });
  const { errors, isSubmitting } = form.formState;
  const begin = () => {
    setFailure(undefined);
    setSent(false);
  };
  const showFaults = (problem: ProblemError) => {
    const { faults, elsewhere } = fieldFaults(problem, form.getValues());
    if (elsewhere) setFailure(problem);
    for (const [at, { name, message }] of faults.entries())
      form.setError(name as Path<Values>, { message }, { shouldFocus: at === 0 });
  };
  const submit = form.handleSubmit(async (input) => {
    begin();
    try {
      await send(input);
      setSent(true);
      if (!keeps) form.reset();
    } catch (error) {
      showFaults(error instanceof ProblemError ? error : unreachable());
    }
  }, begin);
  return {
    form,
    failure,
    /** What is wrong with a field now, in words. */
    faultOf: (name: Path<Values>): string | undefined => messageIn(get(errors, name)),
    busy: isSubmitting,
    /** The last time it was sent, all went well: for what stays shut while a page follows. */
    sent,
    onSubmit: (event: { preventDefault: () => void }) => void submit(event as never),
  };
}

export type SchemaForm<Values extends FieldValues, Input> = ReturnType<
  typeof useSchemaForm<Values, Input>
>;
