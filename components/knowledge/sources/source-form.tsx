"use client";
import { Globe } from "lucide-react";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError } from "@/lib/core/problem";
import { useAddSource } from "@/lib/domains/knowledge/sources/queries";
import { sourceInput } from "@/lib/domains/knowledge/sources/schema";

export interface SourceFormProps {
  slug: string;
  label?: string;
  onAdded?: (id: string) => void;
}

/** What the address of a site is typed into; apart, since it brings what checks it. */
export function SourceForm({ slug, label = "Address of your website", onAdded }: SourceFormProps) {
  const add = useAddSource(slug);
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    sourceInput,
    { address: "" },
    async (input) => {
      const { id } = await add.mutateAsync(input);
      onAdded?.(id);
    },
  );
  const ref = useFocusInvalid(failure);
  const error = faultOf("address") ?? (failure && describeError(failure).detail);
  return (
    <form ref={ref} noValidate onSubmit={onSubmit}>
      <Field
        label={label}
        error={error}
        hint="Up to 50 pages are read, one at a time, as its robots.txt allows. It is read again every week."
      >
        {(control) => (
          <div className="flex gap-2 max-sm:flex-col">
            <Input
              {...control}
              {...form.register("address")}
              type="url"
              inputMode="url"
              autoComplete="url"
              placeholder="www.your-business.com"
            />
            <Permitted permission="kb:write">
              {(disabled) => (
                <Button type="submit" variant="primary" busy={busy} disabled={disabled}>
                  {!busy && <Globe aria-hidden />}
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
