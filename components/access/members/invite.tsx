"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/later";
import type { Role } from "./role-names";

const InviteForm = later(() => import("./invite-form").then((module) => module.InviteForm));

export function Invite({ slug, role }: { slug: string; role: Role }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Permitted permission="members:manage">
        {(disabled) => (
          <Button size="sm" variant="primary" disabled={disabled} onClick={() => setOpen(true)}>
            <Plus aria-hidden />
            Invite
          </Button>
        )}
      </Permitted>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Invite somebody"
        description="They get a link by mail. It works once, within 72 hours."
      >
        <InviteForm slug={slug} role={role} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
