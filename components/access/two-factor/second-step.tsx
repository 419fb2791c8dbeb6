"use client";
import { useState } from "react";
import { QueryProvider } from "@/components/shell/query-provider";
import { useSignOut } from "@/components/shell/use-sign-out";
import { useSecondStep } from "@/lib/domains/access/two-factor/queries";
import { CodeForm } from "./code-form";

const linkStyle = "font-medium text-accent hover:underline disabled:opacity-55";

function Asked({ next }: { next: string }) {
  const step = useSecondStep();
  const { leaving, leave } = useSignOut();
  const [recovery, setRecovery] = useState(false);
  const send = async (code: string) => {
    await step.mutateAsync(code);
    window.location.assign(next);
  };
  return (
    <>
      <CodeForm
        key={String(recovery)}
        label={recovery ? "Recovery code" : "Code from your app"}
        {...(!recovery && { hint: "Six digits that change every half minute." })}
        action="Go on"
        digits={!recovery}
        busy={step.isPending || step.isSuccess}
        send={send}
      />
      <p className="mt-4 flex flex-wrap justify-between gap-x-4 gap-y-2 text-[0.8125rem]">
        <button type="button" className={linkStyle} onClick={() => setRecovery(!recovery)}>
          {recovery ? "Use your app" : "Use a recovery code"}
        </button>
        <button type="button" className={linkStyle} disabled={leaving} onClick={() => void leave()}>
          Start again
        </button>
      </p>
    </>
  );
}

/** Asks for the second step of signing in. */
export function SecondStep({ next }: { next: string }) {
  return (
    <QueryProvider>
      <Asked next={next} />
    </QueryProvider>
  );
}
