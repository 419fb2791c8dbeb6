"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useWatch } from "react-hook-form";
import { toast } from "@/components/ui/toast";
import { PersonChoices } from "@/components/access/members/person-choices";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
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
  const settled = useDeferredValue(search.trim());
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

/** What a role and who gets it are chosen in; apart, since it brings what checks it. */
export function GiveRoleForm({
  business,
  only,
  onDone,
}: {
  business: Business;
  /** Where there is one person alone there is nothing to choose. */
  only: Person | undefined;
  onDone: () => void;
}) {
  const change = useChangeBusinessRole(business.id, () => toast.success("Role given"));
  const [person, setPerson] = useState(only);
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    tenantRoleInput,
    { userId: only?.userId ?? "", role: "billing" },
    async (input) => {
      await change.mutateAsync(input);
      onDone();
    },
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
