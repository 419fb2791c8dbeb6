"use client";
import { useState, type SubmitEvent } from "react";
import { toast } from "@/components/ui/toast";
import { FormError } from "@/components/auth/form-error";
import { Unless } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { describeError } from "@/lib/core/problem";
import { useChangeBusinessRole } from "@/lib/domains/access/businesses/queries";
import type { Business, Person, TenantPerson } from "@/lib/domains/access/businesses/schema";

const ROLES: { value: TenantPerson["role"]; label: string }[] = [
  { value: "owner", label: "Owner: may do everything with the business" },
  { value: "billing", label: "Billing: sees the list of organizations" },
];

function GiveRoleForm({
  business,
  members,
  onDone,
}: {
  business: Business;
  members: readonly Person[];
  onDone: () => void;
}) {
  const [userId, setUserId] = useState(members[0]?.userId ?? "");
  const [role, setRole] = useState<TenantPerson["role"]>("billing");
  const change = useChangeBusinessRole(business.id, () => toast.success("Role given"));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate({ userId, role }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {change.error && <FormError>{describeError(change.error).detail}</FormError>}
      <Select
        label="Person"
        value={userId}
        onChange={setUserId}
        options={members.map(({ userId: value, name, email }) => ({
          value,
          label: `${name} · ${email}`,
        }))}
      />
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
export function GiveRole(props: { business: Business; members: readonly Person[] }) {
  const [open, setOpen] = useState(false);
  const reason =
    props.members.length === 0
      ? "Nobody else belongs to an organization of this business. Invite somebody first."
      : undefined;
  return (
    <>
      <Unless reason={reason}>
        {(disabled) => (
          <Button size="sm" disabled={disabled} onClick={() => setOpen(true)}>
            Give a role…
          </Button>
        )}
      </Unless>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Give a role in the business"
        description={`To a member of an organization of ${props.business.name}, who is signed out everywhere and signs in again.`}
      >
        <GiveRoleForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
