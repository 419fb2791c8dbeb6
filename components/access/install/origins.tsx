"use client";
import { Globe, TriangleAlert, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef } from "react";
import { LatePart } from "@/components/shell/late-part";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useChangeOrigin } from "@/lib/domains/access/queries";

// What checks it is no part of the page's first load.
const OriginForm = dynamic(() => import("./origin-form").then((module) => module.OriginForm), {
  ssr: false,
  loading: () => (
    <Loading>
      <Skeleton className="h-[5.25rem] rounded-md" />
    </Loading>
  ),
});

function useOrigins(slug: string) {
  const change = useChangeOrigin(slug);
  const failed = tellFailure("Nothing was changed");
  const undo = (origin: string) =>
    void change
      .mutateAsync({ origin, allowed: true })
      .then(() => toast.success("Allowed again"), failed);
  const remove = (origin: string) =>
    void change.mutateAsync({ origin, allowed: false }).then(
      () =>
        toast.success(`${origin} is no longer allowed`, {
          action: { label: "Undo", onClick: () => undo(origin) },
        }),
      failed,
    );
  const add = async (origin: string) => {
    await change.mutateAsync({ origin, allowed: true });
    toast.success("Allowed");
  };
  return { busy: change.isPending, add, remove };
}

/** The exact origins on which the widget runs. Each change counts at once. */
export function Origins({ slug, origins }: { slug: string; origins: readonly string[] }) {
  const { busy, add, remove } = useOrigins(slug);
  const form = useRef<HTMLDivElement>(null);
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
                disabled={busy}
                onClick={() => {
                  remove(allowed);
                  // The row goes away, and the focus with it.
                  form.current?.querySelector("input")?.focus();
                }}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div ref={form} className="mt-4">
        <LatePart>
          <OriginForm origins={origins} busy={busy} onAdd={add} />
        </LatePart>
      </div>
    </Section>
  );
}
