"use client";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/components/shell/permissions";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Section } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { membersQuery } from "@/lib/domains/access/members/list-queries";
import { Users } from "lucide-react";
import { Invitations } from "./invitations";
import { Invite } from "./invite";
import { MemberRow } from "./member-row";
import type { Self } from "./role-names";
import { TransferOwnership } from "./transfer-ownership";

function MemberList({ slug, self }: { slug: string; self: Self }) {
  const list = useQuery(membersQuery(slug));
  if (list.isError && !list.data)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) {
    return (
      <Loading className="space-y-2">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </Loading>
    );
  }
  const { members } = list.data;
  if (members.length === 0)
    return (
      <EmptyState icon={Users} title="Nobody here">
        Everybody has left this organization.
      </EmptyState>
    );
  const owners = members.filter(({ role }) => role === "owner").length;
  // The list is newer than the page: a role may have changed since.
  const role = members.find(({ userId }) => userId === self.userId)?.role ?? self.role;
  const own = { ...self, role };
  return (
    <>
      <ul aria-label="Members" className="divide-y rounded-md border">
        {members.map((member) => (
          <MemberRow key={member.userId} slug={slug} member={member} self={own} owners={owners} />
        ))}
      </ul>
      <TransferOwnership slug={slug} self={own} members={members} />
    </>
  );
}

export function Members({ slug, self }: { slug: string; self: Self }) {
  const manages = useMay("members:manage");
  return (
    <div className="space-y-5">
      <Section
        title="Members"
        description="Somebody whose role you change is signed out and signs in again."
        action={<Invite slug={slug} role={self.role} />}
      >
        <MemberList slug={slug} self={self} />
      </Section>
      {manages && <Invitations slug={slug} role={self.role} />}
    </div>
  );
}
