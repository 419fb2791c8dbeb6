"use client";
import { useMay } from "@/components/shell/permissions";
import { Section } from "@/components/ui/card";
import { Invitations } from "./invitations";
import { Invite } from "./invite";
import { MemberFilters } from "./member-filters";
import { MemberList } from "./member-list";
import type { Self } from "./role-names";

export function Members({ slug, self }: { slug: string; self: Self }) {
  const manages = useMay("members:manage");
  return (
    <div className="space-y-5">
      <Section
        title="Members"
        description="Somebody whose role you change is signed out and has to sign in again."
        action={<Invite slug={slug} role={self.role} />}
      >
        <MemberFilters />
        <MemberList slug={slug} self={self} />
      </Section>
      {manages && <Invitations slug={slug} role={self.role} />}
    </div>
  );
}
