import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, type DefaultValues, type FieldValues, type Path } from "react-hook-form";
import type { z } from "zod";
import { ProblemError, unreachable } from "@/lib/core/problem";

/** Those of a form's fields that the server has named, with its words. */
function faultsOf<Values>(error: unknown, defaults: Values) {
  if (!(error instanceof ProblemError)) return [];
  return (Object.keys(defaults as object) as (keyof Values & string)[]).flatMap((name) => {
    const message = error.forField(name);
    return message === undefined ? [] : [{ name, message }];
  });
}

/**
 * A form that is checked by its domain's schema before anything is sent, and sent by `send`, which throws what the server
 * says. Either's words stand beside the field that they are about, the first of which takes the focus; what is about none
 * is the `failure`. What was typed stays until it is sent.
 */
export function useSchemaForm<Values extends FieldValues, Input>(
  schema: z.ZodType<Input, Values>,
  defaultValues: DefaultValues<Values>,
  send: (input: Input) => Promise<unknown>,
) {
  const [failure, setFailure] = useState<Error>();
  const form = useForm<Values, unknown, Input>({ resolver: zodResolver(schema), defaultValues });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(
    async (input) => {
      setFailure(undefined);
      try {
        await send(input);
        form.reset();
      } catch (error) {
        const faults = faultsOf(error, form.getValues());
        if (faults.length === 0) setFailure(error instanceof Error ? error : unreachable());
        for (const [at, { name, message }] of faults.entries())
          form.setError(name as unknown as Path<Values>, { message }, { shouldFocus: at === 0 });
      }
    },
    () => setFailure(undefined),
  );
  /** What is wrong with a field now, in words. */
  const faultOf = (name: Path<Values>): string | undefined => {
    const message = errors[name]?.message;
    return typeof message === "string" ? message : undefined;
  };
  return {
    form,
    failure,
    faultOf,
    busy: isSubmitting,
    onSubmit: (event: { preventDefault: () => void }) => void submit(event as never),
  };
}
