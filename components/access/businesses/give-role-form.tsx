"use client";
import { useWatch } from "react-hook-form";
import { toast } from "@/components/ui/toast";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { describeError } from "@/lib/core/problem";
import { useChangeBusinessRole } from "@/lib/domains/access/businesses/queries";
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

/** What a role and who gets it are chosen in; apart, since it brings what checks it. */
export function GiveRoleForm({
  business,
  members,
  onDone,
}: {
  business: Business;
  members: readonly Person[];
  onDone: () => void;
}) {
  const change = useChangeBusinessRole(business.id, () => toast.success("Role given"));
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    tenantRoleInput,
    { userId: members[0]?.userId ?? "", role: "billing" },
    async (input) => {
      await change.mutateAsync(input);
      onDone();
    },
    { keeps: true },
  );
  const [userId, role] = useWatch({ control: form.control, name: ["userId", "role"] });
  const fault = faultOf("userId") ?? faultOf("role") ?? (failure && describeError(failure).detail);
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {fault && <FormError>{fault}</FormError>}
      <Select
        label="Person"
        value={userId}
        onChange={(chosen) => form.setValue("userId", chosen)}
        options={members.map(({ userId: value, name, email }) => ({
          value,
          label: `${name} · ${email}`,
        }))}
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
