"use client";
import { KeyRound, Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { When } from "@/components/shell/when";
import { EmptyState } from "@/components/shell/states";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { describeError } from "@/lib/core/problem";
import { useRevokeKey } from "@/lib/domains/access/queries";
import type { WidgetSettings } from "@/lib/domains/access/schema";
import { CreateKey } from "./create-key";
import type { FreshKey } from "./key-kind";

type Key = WidgetSettings["keys"][number];

function Revoke({ slug, apiKey }: { slug: string; apiKey: Key }) {
  const revoke = useRevokeKey(slug);
  const [asking, setAsking] = useState(false);
  const { id, kind, name, hint } = apiKey;
  const confirm = () =>
    revoke.mutate(id, {
      onSuccess: () => {
        setAsking(false);
        toast.success("Revoked", { description: name });
      },
      onError: (error) => toast.error("Not revoked", { description: describeError(error).detail }),
    });
  return (
    <>
      <Button size="sm" aria-label={`Revoke ${name}`} onClick={() => setAsking(true)}>
        Revoke…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Revoke this key?"
        action="Revoke"
        busy={revoke.isPending}
        onConfirm={confirm}
      >
        <p>
          <strong className="font-medium text-ink">{name}</strong> (
          <code className="font-mono text-xs">{hint}…</code>) stops working at once and for good.{" "}
          {kind === "publishable"
            ? "The widget falls silent on every page that uses it."
            : "Every server that uses it is refused."}
        </p>
      </ConfirmDialog>
    </>
  );
}

/** The keys that are alive. They are known here by their beginning alone. */
export function Keys({
  slug,
  keys,
  onMade,
}: {
  slug: string;
  keys: readonly Key[];
  onMade: (key: FreshKey) => void;
}) {
  const [creating, setCreating] = useState(false);
  return (
    <Section
      title="Keys"
      description={
        <>
          A publishable key opens what a visitor does and may stand in a page. A secret key opens
          the{" "}
          <Link href="/docs/api" className="font-medium text-accent hover:underline">
            API
          </Link>{" "}
          and belongs on a server.
        </>
      }
      action={
        <Button size="sm" onClick={() => setCreating(true)}>
          <Plus aria-hidden />
          Create a key
        </Button>
      }
    >
      {keys.length === 0 ? (
        <EmptyState icon={KeyRound} title="No keys yet">
          Create a publishable key for the widget, or a secret key for a server of yours.
        </EmptyState>
      ) : (
        <ul aria-label="Keys" className="divide-y rounded-md border">
          {keys.map((key) => (
            <li
              key={key.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-3 py-2.5 sm:flex-nowrap"
            >
              <div className="min-w-0 flex-1 max-sm:basis-full">
                <p className="truncate font-medium">{key.name}</p>
                <p className="truncate text-xs text-muted">
                  <code className="font-mono">{key.hint}…</code> · <When at={key.createdAt} />
                </p>
              </div>
              <Badge tone={key.kind === "secret" ? "warning" : "accent"}>
                {key.kind === "secret" ? "Secret" : "Publishable"}
              </Badge>
              <Revoke slug={slug} apiKey={key} />
            </li>
          ))}
        </ul>
      )}
      <CreateKey slug={slug} open={creating} onOpenChange={setCreating} onMade={onMade} />
    </Section>
  );
}
