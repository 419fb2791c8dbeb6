"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Lock, Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useMay } from "@/components/shell/permissions";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { keysQuery } from "@/lib/domains/access/keys/queries";
import type { KeyView } from "@/lib/domains/access/keys/schema";
import { worksIn } from "@/lib/domains/access/keys/terms";
import { CreateKey } from "./create-key";
import { KeyRow } from "./key-row";
import { RotateKey } from "./rotate-key";

function KeyList({
  slug,
  label,
  keys,
  onRotate,
}: {
  slug: string;
  label: string;
  keys: readonly KeyView[];
  onRotate: (key: KeyView) => void;
}) {
  return (
    <ul aria-label={label} className="divide-y rounded-md border">
      {keys.map((key) => (
        <KeyRow key={key.id} slug={slug} apiKey={key} onRotate={onRotate} />
      ))}
    </ul>
  );
}

const description = (
  <>
    A publishable key opens what a visitor does and may stand in a page. A secret key opens the{" "}
    <Link href="/docs/api" className="font-medium text-accent hover:underline">
      API
    </Link>{" "}
    and belongs on a server.
  </>
);

function ManagedKeys({ slug }: { slug: string }) {
  const list = useQuery(keysQuery(slug));
  const [creating, setCreating] = useState(false);
  const [rotating, setRotating] = useState<KeyView>();
  const keys = list.data?.keys;
  const live = keys?.filter(({ state }) => worksIn(state)) ?? [];
  const ended = keys?.filter(({ state }) => !worksIn(state)) ?? [];
  return (
    <div className="space-y-5">
      <Section
        title="Keys"
        description={description}
        action={
          <Button size="sm" variant="primary" onClick={() => setCreating(true)}>
            <Plus aria-hidden />
            Create a key
          </Button>
        }
      >
        {list.isError && !keys && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && (
          <Loading className="space-y-2">
            <Skeleton className="h-20" />
            <Skeleton className="h-20" />
          </Loading>
        )}
        {keys && live.length === 0 && (
          <EmptyState icon={KeyRound} title="No keys">
            Create a publishable key for the widget, or a secret key for a server of yours.
          </EmptyState>
        )}
        {live.length > 0 && <KeyList slug={slug} label="Keys" keys={live} onRotate={setRotating} />}
      </Section>
      {ended.length > 0 && (
        <Section title="Ended keys" description="They open nothing any more, and cannot come back.">
          <KeyList slug={slug} label="Ended keys" keys={ended} onRotate={setRotating} />
        </Section>
      )}
      <CreateKey slug={slug} open={creating} onOpenChange={setCreating} />
      <RotateKey slug={slug} old={rotating} onClose={() => setRotating(undefined)} />
    </div>
  );
}

/** The keys of an organization, for those who may manage them. */
export function Keys({ slug }: { slug: string }) {
  if (useMay("keys:manage")) return <ManagedKeys slug={slug} />;
  return (
    <Card>
      <EmptyState icon={Lock} title="For owners and admins">
        Keys are made and ended by an owner or admin of this organization. Ask one of them for a
        key, or to give you that role.
      </EmptyState>
    </Card>
  );
}
