"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Unless } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/later";
import { candidatesQuery } from "@/lib/domains/access/businesses/queries";
import type { Business } from "@/lib/domains/access/businesses/schema";

const GiveRoleForm = later(() => import("./give-role-form").then((module) => module.GiveRoleForm));

/** Gives a member of one of its organizations a role in the business. */
export function GiveRole({ business }: { business: Business }) {
  const [open, setOpen] = useState(false);
  const anybody = useInfiniteQuery(candidatesQuery(business.id, undefined));
  const members = anybody.data?.pages[0]?.members ?? [];
  const reason =
    anybody.data && members.length === 0
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
        <GiveRoleForm
          business={business}
          only={members.length === 1 ? members[0] : undefined}
          onDone={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}
