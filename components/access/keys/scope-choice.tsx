"use client";
import { useId, type RefCallback } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { KeyScope } from "@/lib/domains/access/keys/schema";
import { SCOPE_NAMES } from "./scope-names";

/** What a key may do. */
export function ScopeChoice({
  possible,
  chosen,
  error,
  ref,
  onChange,
}: {
  possible: readonly KeyScope[];
  chosen: readonly KeyScope[];
  error: string | undefined;
  /** Takes the first of the boxes, which gets the focus where none is chosen. */
  ref: RefCallback<HTMLInputElement>;
  onChange: (chosen: KeyScope[]) => void;
}) {
  const id = useId();
  return (
    <fieldset {...(error && { "aria-describedby": id })}>
      <legend className="text-[0.8125rem] font-medium">What it may do</legend>
      <div className="mt-1.5 divide-y rounded-md border">
        {possible.map((scope, at) => (
          <label
            key={scope}
            className="flex items-center gap-3 px-3 py-2 text-sm hover:bg-hover max-sm:min-h-11"
          >
            <Checkbox
              ref={at === 0 ? ref : undefined}
              label={SCOPE_NAMES[scope]}
              checked={chosen.includes(scope)}
              onChange={(on) =>
                onChange(possible.filter((one) => (one === scope ? on : chosen.includes(one))))
              }
            />
            <span className="min-w-0 flex-1">{SCOPE_NAMES[scope]}</span>
            <code className="font-mono text-xs text-muted">{scope}</code>
          </label>
        ))}
      </div>
      {error && (
        <p id={id} role="alert" className="mt-1.5 text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
