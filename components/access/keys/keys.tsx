"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { KeyRound, Lock, Plus, SearchX } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useMay } from "@/components/shell/permissions";
import { EmptyState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { keysQuery, type KeyFilter } from "@/lib/domains/access/keys/queries";
import type { KeyView } from "@/lib/domains/access/keys/schema";
import { CreateKey } from "./create-key";
import { KeyFilters } from "./key-filters";
import { KeyList } from "./key-list";
import { RotateKey } from "./rotate-key";
import { useKeyFilter } from "./use-key-filter";

const description = (
  <>
    A publishable key opens what a visitor does and may stand in a page. A secret key opens the{" "}
    <Link href="/docs/api" className="font-medium text-accent hover:underline">
      API
    </Link>{" "}
    and belongs on a server.
  </>
);

interface ListProps {
  slug: string;
  filter: KeyFilter;
  onRotate: (key: KeyView) => void;
}

function LiveKeys({ filter, ...rest }: ListProps) {
  const empty = filter.search ? (
    <EmptyState icon={SearchX} title="No such key">
      No key that works has this in its name.
    </EmptyState>
  ) : (
    <EmptyState icon={KeyRound} title="No keys">
      Create a publishable key for the widget, or a secret key for a server of yours.
    </EmptyState>
  );
  return <KeyList {...rest} label="Keys" filter={{ ...filter, state: "live" }} empty={empty} />;
}

/** Not there where nothing has ended, unless it was asked for. */
function EndedKeys({ filter, ...rest }: ListProps) {
  const ended = { ...filter, state: "ended" as const };
  const { data } = useInfiniteQuery(keysQuery(rest.slug, ended));
  if (filter.state === undefined && data?.pages[0]?.keys.length === 0) return null;
  const empty = (
    <EmptyState icon={SearchX} title={filter.search ? "No such key" : "No ended keys"}>
      {filter.search
        ? "No key that has ended has this in its name."
        : "No key has expired, and none was revoked."}
    </EmptyState>
  );
  return (
    <Section title="Ended keys" description="They no longer work and cannot be restored.">
      <KeyList {...rest} label="Ended keys" filter={ended} empty={empty} />
    </Section>
  );
}

function ManagedKeys({ slug }: { slug: string }) {
  const { filter } = useKeyFilter();
  const [creating, setCreating] = useState(false);
  const [rotating, setRotating] = useState<KeyView>();
  const props = { slug, filter, onRotate: setRotating };
  return (
    <div className="space-y-5">
      <KeyFilters />
      {filter.state !== "ended" && (
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
          <LiveKeys {...props} />
        </Section>
      )}
      {filter.state !== "live" && <EndedKeys {...props} />}
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
