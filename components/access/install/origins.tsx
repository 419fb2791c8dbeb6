"use client";
import { Globe, Plus, TriangleAlert, X } from "lucide-react";
import { useRef, useState, type SubmitEvent } from "react";
import { toast } from "@/components/ui/toast";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { describeError } from "@/lib/core/problem";
import { useUpdateOrigins } from "@/lib/domains/access/queries";
import { NO_ORIGIN, originOf } from "@/lib/domains/access/terms";
import { suggestOrigin } from "./suggest-origin";

const MAX_ORIGINS = 50;

/** The exact origins on which the widget runs. Each change counts at once. */
export function Origins({ slug, origins }: { slug: string; origins: readonly string[] }) {
  const update = useUpdateOrigins(slug);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const meant = error ? suggestOrigin(typed) : undefined;

  const save = (next: string[], said: { title: string; undo?: string[] }) =>
    update.mutate(next, {
      onSuccess: () => {
        setTyped("");
        setError(undefined);
        const { undo } = said;
        toast.success(said.title, {
          ...(undo && {
            action: { label: "Undo", onClick: () => save(undo, { title: "Allowed again" }) },
          }),
        });
      },
      onError: (failure) => setError(describeError(failure).detail),
    });

  const add = (text: string) => {
    const origin = originOf(text);
    if (origin === undefined) setError(NO_ORIGIN);
    else if (origins.includes(origin)) setError("This origin is already allowed.");
    else if (origins.length >= MAX_ORIGINS) setError(`At most ${MAX_ORIGINS} origins.`);
    else save([...origins, origin], { title: "Allowed" });
    field.current?.focus();
  };

  const remove = (gone: string) => {
    save(
      origins.filter((other) => other !== gone),
      { title: `${gone} is no longer allowed`, undo: [...origins] },
    );
    field.current?.focus();
  };

  return (
    <Section
      title="Where it may run"
      description="The widget answers only on these addresses, so that nobody can put your front desk on a site of theirs."
      action={
        origins.length === 0 && (
          <Badge tone="warning">
            <TriangleAlert aria-hidden />
            Nowhere yet
          </Badge>
        )
      }
    >
      {origins.length === 0 ? (
        <p className="rounded-md bg-warning-soft px-3 py-2.5 text-[0.8125rem] text-warning">
          A new widget is allowed nowhere. Add the address of your site, or it will stay silent.
        </p>
      ) : (
        <ul aria-label="Allowed origins" className="divide-y rounded-md border">
          {origins.map((allowed) => (
            <li key={allowed} className="flex items-center gap-3 py-1.5 pr-1.5 pl-3">
              <Globe className="size-4 shrink-0 text-muted" aria-hidden />
              <span className="min-w-0 flex-1 font-mono text-[0.8125rem] break-all">{allowed}</span>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove ${allowed}`}
                disabled={update.isPending}
                onClick={() => remove(allowed)}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        noValidate
        className="mt-4"
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          add(typed);
        }}
      >
        <Field
          label="Add an address"
          hint="As the browser shows it, without a path. With and without www. are two addresses."
          error={error}
        >
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                ref={field}
                type="url"
                inputMode="url"
                autoComplete="off"
                placeholder="https://shop.example"
                value={typed}
                onChange={(event) => {
                  setTyped(event.target.value);
                  setError(undefined);
                }}
              />
              <Button type="submit" busy={update.isPending} disabled={!typed.trim()}>
                {!update.isPending && <Plus aria-hidden />}
                Add
              </Button>
            </div>
          )}
        </Field>
        {meant && !origins.includes(meant) && (
          <Button size="sm" className="mt-2 max-w-full" onClick={() => add(meant)}>
            <span className="truncate">Add {meant} instead</span>
          </Button>
        )}
      </form>
    </Section>
  );
}
