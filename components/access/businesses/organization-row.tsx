"use client";
import Link from "next/link";
import { useState } from "react";
import { ROLE_NAMES } from "@/components/access/members/role-names";
import { Unless } from "@/components/shell/permissions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useRenameOrganization } from "@/lib/domains/access/businesses/queries";
import type { Business, OwnOrganization } from "@/lib/domains/access/businesses/schema";
import { mayRename } from "@/lib/domains/access/businesses/terms";
import { Archive, Restore } from "./archive";
import { NameDialog } from "./name-dialog";
import { useRenaming } from "./use-renaming";

interface RowProps {
  business: Business;
  organization: OwnOrganization;
}

function Rename({ business, organization }: RowProps) {
  const { name, slug, role } = organization;
  const [open, setOpen] = useState(false);
  const renaming = useRenaming(name, useRenameOrganization(business.id, slug));
  return (
    <>
      <Unless reason={mayRename(role) ? undefined : "Only its owners and admins can rename it."}>
        {(disabled) => (
          <Button
            size="sm"
            disabled={disabled}
            aria-label={`Rename ${name}`}
            onClick={() => setOpen(true)}
          >
            Rename…
          </Button>
        )}
      </Unless>
      <NameDialog
        open={open}
        onOpenChange={setOpen}
        title="Rename this organization"
        description="Its address stays the same, so links to it keep working. Visitors see the new name."
        label="Organization name"
        initial={name}
        action="Rename"
        onName={renaming}
      />
    </>
  );
}

export function OrganizationRow({ business, organization }: RowProps) {
  const { name, slug, role, archived } = organization;
  const open = role !== null && !archived;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 sm:flex-nowrap">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="flex items-center gap-2 font-medium">
          {open ? (
            <Link href={`/${slug}/knowledge`} className="truncate hover:underline">
              {name}
            </Link>
          ) : (
            <span className="truncate">{name}</span>
          )}
          {archived && <Badge tone="warning">Archived</Badge>}
        </p>
        <p className="truncate text-xs text-muted">
          {slug}
          {role && ` · ${ROLE_NAMES[role]}`}
          {!role && !archived && " · you are no member"}
        </p>
      </div>
      {archived ? (
        <Restore business={business} organization={organization} />
      ) : (
        <>
          <Rename business={business} organization={organization} />
          <Archive business={business} organization={organization} />
        </>
      )}
    </li>
  );
}
