"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/later";
import type { Business } from "@/lib/domains/access/businesses/schema";

const GiveRoleForm = later(() => import("./give-role-form").then((module) => module.GiveRoleForm));

/** Gives a member of one of its organizations a role in the business. */
export function GiveRole({ business }: { business: Business }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Give a role…
      </Button>
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
