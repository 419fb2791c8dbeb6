"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState, type SubmitEvent } from "react";
import { toast } from "@/components/ui/toast";
import { PersonChoices } from "@/components/access/members/person-choices";
import { FormError } from "@/components/auth/form-error";
import { Unless } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { describeError } from "@/lib/core/problem";
import { candidatesQuery, useChangeBusinessRole } from "@/lib/domains/access/businesses/queries";
import type { Business, Person, TenantPerson } from "@/lib/domains/access/businesses/schema";

const ROLES: { value: TenantPerson["role"]; label: string }[] = [
  { value: "owner", label: "Owner: may do everything with the business" },
  { value: "billing", label: "Billing: sees the list of organizations" },
];

function GiveRoleForm({ business, onDone }: { business: Business; onDone: () => void }) {
  const [search, setSearch] = useState("");
  const settled = useDeferredValue(search.trim());
  const all = useInfiniteQuery(candidatesQuery(business.id, undefined)).data?.pages[0]?.members;
  const list = useInfiniteQuery(candidatesQuery(business.id, settled || undefined));
  const [picked, setPicked] = useState<Person>();
  const [isMissing, setMissing] = useState(false);
  // Where there is one alone there is nothing to choose.
  const person = picked ?? (all?.length === 1 ? all[0] : undefined);
  const [role, setRole] = useState<TenantPerson["role"]>("billing");
  const change = useChangeBusinessRole(business.id, () => toast.success("Role given"));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(!person);
    if (person) change.mutate({ userId: person.userId, role }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {change.error && <FormError>{describeError(change.error).detail}</FormError>}
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">Person</legend>
        <SearchInput
          label="Search people by name or e-mail"
          placeholder="Name or e-mail"
          value={search}
          onChange={setSearch}
        />
        <PersonChoices
          list={list}
          found={list.data?.pages[0]?.members ?? []}
          chosen={person}
          onChoose={setPicked}
        />
        {isMissing && !person && (
          <p role="alert" className="text-[0.8125rem] text-danger">
            Choose who is to have the role.
          </p>
        )}
      </fieldset>
      <Select label="Role in the business" value={role} onChange={setRole} options={ROLES} />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={change.isPending}>
          Give role
        </Button>
      </DialogActions>
    </form>
  );
}

/** Gives a member of one of its organizations a role in the business. */
export function GiveRole({ business }: { business: Business }) {
  const [open, setOpen] = useState(false);
  const anybody = useInfiniteQuery(candidatesQuery(business.id, undefined));
  const reason =
    anybody.data?.pages[0]?.members.length === 0
      ? "Nobody else belongs to an organization of this business. Invite somebody first."
      : undefined;
  return (
    <>
      <Unless reason={reason}>
        {(disabled) => (
          <Button size="sm" disabled={disabled || anybody.isPending} onClick={() => setOpen(true)}>
            Give a role…
          </Button>
        )}
      </Unless>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Give a role in the business"
        description={`To a member of an organization of ${business.name}, who is signed out everywhere and signs in again.`}
      >
        <GiveRoleForm business={business} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
