"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { MailOpen, SearchX } from "lucide-react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { useShowJobs } from "@/components/jobs/use-show-jobs";
import { ListEnd } from "@/components/shell/list-end";
import { listState } from "@/components/shell/list-state";
import { Unless } from "@/components/shell/permissions";
import { SearchField } from "@/components/shell/search-field";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { searchIn, useAddress } from "@/components/shell/use-address";
import { When } from "@/components/shell/when";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { handOnFocus } from "@/components/ui/hand-on-focus";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import {
  invitationsQuery,
  useResendInvitation,
  useRevokeInvitation,
} from "@/lib/domains/access/members/queries";
import type { Invitation } from "@/lib/domains/access/members/schema";
import { invitableRoles } from "@/lib/domains/access/members/terms";
import { ROLE_NAMES, type Role } from "./role-names";

function Row({ slug, one, role }: { slug: string; one: Invitation; role: Role }) {
  const resend = useResendInvitation(slug);
  const revoke = useRevokeInvitation(slug);
  const action = useShowJobs(slug);
  const { id, email } = one;
  const reason = invitableRoles(role).includes(one.role)
    ? undefined
    : "Only an owner can invite an owner.";
  // The row may be gone by then; what came of it is told all the same.
  const end = () =>
    void revoke
      .mutateAsync(id)
      .then(() => toast.success("Revoked", { description: email }), tellFailure("Not revoked"));
  const sendAgain = () =>
    void resend.mutateAsync(id).then(
      () =>
        toast.success("Sent again. The earlier link no longer works.", {
          description: email,
          action,
        }),
      tellFailure("Not sent"),
    );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 sm:flex-nowrap">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="truncate font-medium">{email}</p>
        <p className="truncate text-xs text-muted">
          {ROLE_NAMES[one.role]} · {one.expired ? "expired" : "until"} <When at={one.expiresAt} />
        </p>
      </div>
      {one.expired && <Badge tone="warning">Expired</Badge>}
      <Unless reason={reason}>
        {(disabled) => (
          <span className="flex gap-2">
            <Button
              size="sm"
              disabled={disabled}
              busy={resend.isPending}
              aria-label={`Send again to ${email}`}
              onClick={sendAgain}
            >
              Send again
            </Button>
            <Button
              ref={handOnFocus}
              size="sm"
              disabled={disabled}
              aria-label={`Revoke the invitation of ${email}`}
              onClick={end}
            >
              Revoke
            </Button>
          </span>
        )}
      </Unless>
    </li>
  );
}

function Empty({ search, onReset }: { search: string | undefined; onReset: () => void }) {
  if (search)
    return (
      <EmptyState
        icon={SearchX}
        title="No such invitation"
        actions={<Button onClick={onReset}>Show all</Button>}
      >
        No open invitation is for an e-mail with this in it.
      </EmptyState>
    );
  return (
    <EmptyState icon={MailOpen} title="No open invitations">
      Whoever you invite is listed here until they accept.
    </EmptyState>
  );
}

function List({ slug, role }: { slug: string; role: Role }) {
  const [params, change] = useAddress();
  const search = searchIn(params, "invited");
  const list = useInfiniteQuery(invitationsQuery(slug, search));
  const invitations = list.data?.pages.flatMap((page) => page.invitations) ?? [];
  const state = listState(list, invitations.length);
  const onSearch = (invited: string | undefined) => change({ invited });
  return (
    <>
      {(search !== undefined || list.hasNextPage) && (
        <div role="search" aria-label="Open invitations" className="mb-3">
          <SearchField
            label="Search invitations by e-mail"
            placeholder="E-mail"
            value={search}
            onChange={onSearch}
          />
        </div>
      )}
      {state === "pending" && (
        <Loading>
          <Skeleton className="h-14" />
        </Loading>
      )}
      {state === "failed" && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {state === "empty" && <Empty search={search} onReset={() => onSearch(undefined)} />}
      {state === "rows" && (
        <ul aria-label="Open invitations" className="divide-y rounded-md border">
          {invitations.map((one) => (
            <Row key={one.id} slug={slug} one={one} role={role} />
          ))}
        </ul>
      )}
      <ListEnd list={list}>Show older</ListEnd>
    </>
  );
}

export function Invitations({ slug, role }: { slug: string; role: Role }) {
  return (
    <Section
      title="Open invitations"
      description="Each link works once, and only for the address it was sent to."
    >
      <List slug={slug} role={role} />
    </Section>
  );
}
