"use client";
import { Globe } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { describeError } from "@/lib/core/problem";
import { useAddSource } from "@/lib/domains/knowledge/sources/queries";
import { sourceInput } from "@/lib/domains/knowledge/sources/schema";
import { asProblem, checked } from "../editor/as-problem";

/** Takes the address of a site and has it read. */
export function AddSource({
  slug,
  label = "Address of your website",
  onAdded,
}: {
  slug: string;
  label?: string;
  onAdded?: (id: string) => void;
}) {
  const add = useAddSource(slug);
  const [typed, setTyped] = useState("");
  const [refused, setRefused] = useState<unknown>();
  const problem = asProblem(refused);
  const form = useFocusInvalid(problem);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    try {
      const input = checked(sourceInput, { address: typed });
      add.mutate(input, {
        onSuccess: ({ id }) => {
          setTyped("");
          onAdded?.(id);
        },
        onError: setRefused,
      });
    } catch (error) {
      setRefused(error);
    }
  };
  const error = problem && (problem.forField("address") ?? describeError(problem).detail);
  return (
    <form ref={form} noValidate onSubmit={submit}>
      <Field
        label={label}
        error={error}
        hint="Up to 50 pages are read, one at a time, as its robots.txt allows. It is read again every week."
      >
        {(control) => (
          <div className="flex gap-2 max-sm:flex-col">
            <Input
              {...control}
              type="url"
              inputMode="url"
              autoComplete="url"
              placeholder="www.your-business.com"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setRefused(undefined);
              }}
            />
            <Permitted permission="kb:write">
              {(disabled) => (
                <Button
                  type="submit"
                  variant="primary"
                  busy={add.isPending}
                  disabled={disabled || !typed.trim()}
                >
                  {!add.isPending && <Globe aria-hidden />}
                  Read this site
                </Button>
              )}
            </Permitted>
          </div>
        )}
      </Field>
    </form>
  );
}
