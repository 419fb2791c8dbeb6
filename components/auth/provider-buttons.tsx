"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { describeError, unreachable } from "@/lib/core/problem";
import { signInAt } from "./begin-session";
import { FormError } from "./form-error";
import { useHydrated } from "./use-hydrated";

/** Ways in besides the password; `next` is where the provider's answer leads to. */
export function ProviderButtons({
  providers,
  next,
}: {
  providers: { id: string; name: string }[];
  next: string;
}) {
  const hydrated = useHydrated();
  const [leaving, setLeaving] = useState<string>();
  const [failed, setFailed] = useState(false);
  if (providers.length === 0) return null;
  const go = async (id: string) => {
    setLeaving(id);
    setFailed(false);
    await signInAt(id, next).catch(() => {
      setFailed(true);
      setLeaving(undefined);
    });
  };
  return (
    <div className="mb-5 flex flex-col gap-2">
      {failed && <FormError>{describeError(unreachable()).detail}</FormError>}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          className="h-10"
          busy={leaving === id}
          disabled={!hydrated || leaving !== undefined}
          onClick={() => void go(id)}
        >
          Continue with {name}
        </Button>
      ))}
      <p className="mt-3 flex items-center gap-3 text-xs text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or with e-mail
      </p>
    </div>
  );
}
