"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { ListEnd } from "@/components/shell/list-end";
import { SearchField } from "@/components/shell/search-field";
import { ErrorState } from "@/components/shell/states";
import { Unless } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import {
  businessPeopleQuery,
  useChangeBusinessRole,
} from "@/lib/domains/access/businesses/queries";
import type { Business, TenantPerson } from "@/lib/domains/access/businesses/schema";
import { tenantRefusalOf } from "@/lib/domains/access/businesses/terms";
import { ConfirmRole } from "./confirm-role";
import { GiveRole } from "./give-role";

const ROLE_WORDS: Record<TenantPerson["role"], string> = { owner: "Owner", billing: "Billing" };
const OPTIONS = (["owner", "billing"] as const).map((value) => ({
  value,
  label: ROLE_WORDS[value],
}));

/** What is seen at a glance. */
const FEW = 5;

interface RowProps {
  business: Business;
  person: TenantPerson;
  owners: number;
  selfId: string;
}

function PersonRow({ business, person, owners, selfId }: RowProps) {
  const { userId, name, email, role } = person;
  const own = userId === selfId;
  const [asked, setAsked] = useState<{ to: TenantPerson["role"] | null }>();
  const choice = useRef<HTMLSelectElement>(null);
  const change = useChangeBusinessRole(business.id, ({ role: to }) =>
    toast.success("Role changed", {
      description: `${name}: ${to ? ROLE_WORDS[to] : "no role in the business"}`,
    }),
  );
  const set = (to: TenantPerson["role"] | null) =>
    void change
      .mutateAsync({ userId, role: to })
      .then(() => setAsked(undefined), tellFailure("Not changed"));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 sm:flex-nowrap">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-xs text-muted">{email}</p>
      </div>
      <Unless reason={tenantRefusalOf({ from: role, to: "billing", owners })}>
        {(disabled) => (
          <Select
            ref={choice}
            label={`Role of ${name} in the business`}
            value={role}
            onChange={(to) => (own ? setAsked({ to }) : set(to))}
            options={OPTIONS}
            disabled={disabled || change.isPending}
            className="w-28"
          />
        )}
      </Unless>
      <Unless reason={tenantRefusalOf({ from: role, to: null, owners })}>
        {(disabled) => (
          <Button
            size="sm"
            disabled={disabled}
            aria-label={`Remove the role of ${name} in the business`}
            onClick={() => setAsked({ to: null })}
          >
            Remove…
          </Button>
        )}
      </Unless>
      <ConfirmRole
        loss={asked && { ...asked, own, name, business: business.name }}
        busy={change.isPending}
        choice={choice}
        onCancel={() => setAsked(undefined)}
        onConfirm={set}
      />
    </li>
  );
}

function People({ business, search, selfId }: Omit<PeopleProps, "change">) {
  const list = useInfiniteQuery(businessPeopleQuery(business.id, search));
  const pages = list.data?.pages;
  if (list.isError && !pages)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!pages) {
    return (
      <Loading>
        <Skeleton className="h-14" />
      </Loading>
    );
  }
  const people = pages.flatMap((page) => page.people);
  const owners = pages.at(-1)?.owners ?? 0;
  if (people.length === 0)
    return <p className="rounded-md border px-3 py-2.5 text-sm text-muted">Nobody fits.</p>;
  return (
    <>
      <ul aria-label={`Roles in ${business.name}`} className="divide-y rounded-md border">
        {people.map((person) => (
          <PersonRow key={person.userId} {...{ business, person, owners, selfId }} />
        ))}
      </ul>
      <ListEnd list={list} />
    </>
  );
}

/** Said of few it would be in the way; once it is there it stays, whatever it has found. */
function useSearchable(tenantId: string, search: string | undefined): boolean {
  const all = useInfiniteQuery(businessPeopleQuery(tenantId, undefined));
  const [known, setKnown] = useState(false);
  const searchable = search !== undefined || (all.data?.pages[0]?.people.length ?? 0) > FEW;
  if (searchable && !known) setKnown(true);
  return known || searchable;
}

interface PeopleProps {
  business: Business;
  search: string | undefined;
  /** Puts another search in the address. */
  change: (search: string | undefined) => void;
  selfId: string;
}

/** Who owns the business and who sees to its bills, for its owners. */
export function BusinessPeople({ change, ...props }: PeopleProps) {
  const { business, search } = props;
  const searchable = useSearchable(business.id, search);
  return (
    <section className="mt-5">
      <div className="mb-2 flex flex-wrap items-end justify-between gap-2">
        <div className="max-w-prose">
          <h3 className="text-sm font-medium">Owners and billing</h3>
          <p className="text-[0.8125rem] text-muted">
            Owners add, archive and restore organizations. Billing sees the list of organizations.
            Somebody whose role you change or remove is signed out everywhere and signs in again.
          </p>
        </div>
        <GiveRole business={business} />
      </div>
      {searchable && (
        <div role="search" aria-label={`Roles in ${business.name}`} className="mb-2">
          <SearchField
            label={`Search people of ${business.name} by name or e-mail`}
            placeholder="Name or e-mail"
            value={search}
            onChange={change}
          />
        </div>
      )}
      <People {...props} />
    </section>
  );
}
