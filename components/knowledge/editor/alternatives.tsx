"use client";
import { Plus, X } from "lucide-react";
import { useId } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { TypedFaq } from "@/lib/domains/knowledge/schema";

const MAX_ALTERNATIVES = 50;

function Fault({ id, children }: { id: string; children: string }) {
  return (
    <p id={id} role="alert" className="mt-1 text-[0.8125rem] text-danger">
      {children}
    </p>
  );
}

/** The other ways to ask a FAQ's question, so many as are wanted. */
export function Alternatives({
  form,
  faultOf,
  disabled,
}: {
  form: UseFormReturn<TypedFaq>;
  faultOf: (name: `alternatives.${number}`) => string | undefined;
  disabled: boolean;
}) {
  const id = useId();
  const values = useWatch({ control: form.control, name: "alternatives" });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-[0.8125rem] font-medium">Other ways to ask it</legend>
      {values.map((_, at) => {
        const fault = faultOf(`alternatives.${at}`);
        const faultId = `${id}-${at}`;
        return (
          <div key={at}>
            <div className="flex gap-2">
              <Input
                {...form.register(`alternatives.${at}`)}
                aria-label={`Other way ${at + 1}`}
                {...(fault && { "aria-invalid": true, "aria-describedby": faultId })}
                maxLength={300}
                readOnly={disabled}
              />
              <Button
                variant="ghost"
                size="icon"
                className="size-9"
                aria-label={`Remove other way ${at + 1}`}
                disabled={disabled}
                onClick={() => {
                  form.clearErrors("alternatives");
                  form.setValue("alternatives", values.toSpliced(at, 1));
                }}
              >
                <X aria-hidden />
              </Button>
            </div>
            {fault && <Fault id={faultId}>{fault}</Fault>}
          </div>
        );
      })}
      <div>
        <Button
          size="sm"
          disabled={disabled || values.length >= MAX_ALTERNATIVES}
          onClick={() => form.setValue("alternatives", [...values, ""])}
        >
          <Plus aria-hidden />
          Add another way
        </Button>
      </div>
      <p className="text-[0.8125rem] text-muted">
        As visitors would say it: “Can I bring my dog?”, “Are pets allowed?”
      </p>
    </fieldset>
  );
}
