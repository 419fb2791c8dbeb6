"use client";
import { Search } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A question whose search is to be explained. */
export function AskBox({
  busy,
  error,
  onAsk,
}: {
  busy: boolean;
  error: string | undefined;
  onAsk: (question: string) => void;
}) {
  const [typed, setTyped] = useState("");
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const question = typed.trim();
    if (question) onAsk(question);
  };
  return (
    <form onSubmit={submit} noValidate className="p-5">
      <Field
        label="Why is this found, or not?"
        hint="Ask as a visitor would. Nothing is answered or counted."
        error={error}
      >
        {(control) => (
          <div className="flex gap-2 max-sm:flex-col">
            <Input
              {...control}
              value={typed}
              maxLength={1000}
              dir="auto"
              placeholder="When are you open on Sundays?"
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button type="submit" busy={busy} disabled={typed.trim() === ""}>
              {!busy && <Search aria-hidden />}
              Explain
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
