"use client";
import { UserRoundPen } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/later";
import type { Assignee } from "@/lib/domains/chat/inbox/change-queries";

const AssigneeSearch = later(() =>
  import("./assignee-search").then((module) => module.AssigneeSearch),
);

/** Says whose a conversation is: of those who may answer. */
export function Assign({
  slug,
  me,
  assigneeId,
  disabled,
  onAssign,
}: {
  slug: string;
  me: string;
  assigneeId: string | null;
  disabled: boolean;
  onAssign: (assignee: Assignee | null) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="icon"
        variant="ghost"
        disabled={disabled}
        aria-label="Assign"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <UserRoundPen aria-hidden />
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Assign to" className="max-w-sm">
        <AssigneeSearch
          slug={slug}
          me={me}
          assigneeId={assigneeId}
          onChoose={(assignee) => {
            setOpen(false);
            onAssign(assignee);
          }}
        />
      </Dialog>
    </>
  );
}
