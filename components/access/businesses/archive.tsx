"use client";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { tellFailure } from "@/components/shell/tell-failure";
import { Unless } from "@/components/shell/permissions";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { handOnFocus } from "@/components/ui/hand-on-focus";
import { useArchive, useRestore } from "@/lib/domains/access/businesses/queries";
import type { Business, OwnOrganization } from "@/lib/domains/access/businesses/schema";

interface ArchiveProps {
  business: Business;
  organization: OwnOrganization;
}

const reasonAgainst = ({ role }: Business, deed: string) =>
  role === "owner" ? undefined : `Only an owner of the business can ${deed} it.`;

// The row is gone at once: what came of it is told all the same.

function useRestoring(business: Business, { id, name }: OwnOrganization) {
  const restore = useRestore(business.id);
  return () =>
    void restore
      .mutateAsync(id)
      .then(() => toast.success("Restored", { description: name }), tellFailure("Not restored"));
}

export function Archive({ business, organization }: ArchiveProps) {
  const { id, name } = organization;
  const [asking, setAsking] = useState(false);
  const archive = useArchive(business.id);
  const restore = useRestoring(business, organization);
  const confirm = () =>
    void archive.mutateAsync(id).then(
      () =>
        toast.success("Archived", {
          description: name,
          action: { label: "Undo", onClick: restore },
        }),
      tellFailure("Not archived"),
    );
  return (
    <>
      <Unless reason={reasonAgainst(business, "archive")}>
        {(disabled) => (
          <Button
            size="sm"
            disabled={disabled}
            aria-label={`Archive ${name}`}
            onClick={() => setAsking(true)}
          >
            Archive…
          </Button>
        )}
      </Unless>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Archive this organization?"
        action="Archive"
        busy={archive.isPending}
        onConfirm={confirm}
      >
        <p>
          <strong className="font-medium text-ink">{name}</strong> stops at once: its widget and API
          keys are refused, its members lose sight of it, and no job begins for it.
        </p>
        <p>Nothing is deleted. Restoring it brings all of it back.</p>
      </ConfirmDialog>
    </>
  );
}

export function Restore({ business, organization }: ArchiveProps) {
  const { name } = organization;
  const restore = useRestoring(business, organization);
  return (
    <Unless reason={reasonAgainst(business, "restore")}>
      {(disabled) => (
        <Button
          ref={handOnFocus}
          size="sm"
          disabled={disabled}
          aria-label={`Restore ${name}`}
          onClick={restore}
        >
          Restore
        </Button>
      )}
    </Unless>
  );
}
