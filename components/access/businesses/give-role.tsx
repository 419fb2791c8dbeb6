"use client";
import { useState } from "react";
import { Unless } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/later";
import type { Business, Person } from "@/lib/domains/access/businesses/schema";

const GiveRoleForm = later(() => import("./give-role-form").then((module) => module.GiveRoleForm));

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
