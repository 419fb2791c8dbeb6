"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { toast } from "@/components/ui/toast";
import { PersonChoices } from "@/components/access/members/person-choices";
import { FormError } from "@/components/auth/form-error";
import { ErrorState } from "@/components/shell/states";
import { useSettled } from "@/components/shell/use-settled";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError } from "@/lib/core/problem";
import { candidatesQuery, useChangeBusinessRole } from "@/lib/domains/access/businesses/queries";
import {
  tenantRoleInput,
  type Business,
  type Person,
  type TenantPerson,
} from "@/lib/domains/access/businesses/schema";

const ROLES: { value: TenantPerson["role"]; label: string }[] = [
  { value: "owner", label: "Owner: may do everything with the business" },
  { value: "billing", label: "Billing: sees the list of organizations" },
];

function PersonField({
  businessId,
  chosen,
  fault,
  onChoose,
}: {
  businessId: string;
  chosen: Person | undefined;
  fault: string | undefined;
  onChoose: (person: Person) => void;
}) {
  const [search, setSearch] = useState("");
  const settled = useSettled(search.trim());
  const list = useInfiniteQuery(candidatesQuery(businessId, settled || undefined));
  return (
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
        chosen={chosen}
        onChoose={onChoose}
      />
      {fault && (
        <p role="alert" className="text-[0.8125rem] text-danger">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

interface GiveRoleFormProps {
  business: Business;
  onDone: () => void;
}

function Form({
  business,
  only,
  onDone,
}: GiveRoleFormProps & {
  /** Where there is one person alone there is nothing to choose. */
  only: Person | undefined;
}) {
  const change = useChangeBusinessRole(business.id, () => {
    toast.success("Role given");
    // Before the lists are read anew, which find nobody any more where this was the last one.
    onDone();
  });
  const [person, setPerson] = useState(only);
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    tenantRoleInput,
    { userId: only?.userId ?? "", role: "billing" },
    (input) => change.mutateAsync(input),
    { keeps: true },
  );
  const role = useWatch({ control: form.control, name: "role" });
  const isMissing = !person && faultOf("userId") !== undefined;
  const fault = isMissing ? undefined : failure && describeError(failure).detail;
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {fault && <FormError>{fault}</FormError>}
      <PersonField
        businessId={business.id}
        chosen={person}
        fault={isMissing ? "Choose who is to have the role." : undefined}
        onChoose={(chosen) => {
          setPerson(chosen);
          form.setValue("userId", chosen.userId);
        }}
      />
      <Select
        label="Role in the business"
        value={role ?? "billing"}
        onChange={(chosen) => form.setValue("role", chosen)}
        options={ROLES}
      />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Give role
        </Button>
      </DialogActions>
    </form>
  );
}

/**
 * What a role and who gets it are chosen in; apart, since it brings what checks it. Who may get it is asked only here: the
 * page has many businesses.
 */
export function GiveRoleForm(props: GiveRoleFormProps) {
  const anybody = useInfiniteQuery(candidatesQuery(props.business.id, undefined));
  const members = anybody.data?.pages[0]?.members;
  if (anybody.isError && !members)
    return <ErrorState error={anybody.error} onRetry={() => void anybody.refetch()} />;
  if (!members) {
    return (
      <Loading>
        <Skeleton className="h-40" />
      </Loading>
    );
  }
  if (members.length === 0) {
    return (
      <>
        <p className="text-sm">
          Nobody else belongs to an organization of this business. Invite somebody first.
        </p>
        <DialogActions>
          <Button onClick={props.onDone}>Close</Button>
        </DialogActions>
      </>
    );
  }
  return <Form {...props} only={members.length === 1 ? members[0] : undefined} />;
}
