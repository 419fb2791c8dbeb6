"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Unless } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { useAddOrganization, useRenameBusiness } from "@/lib/domains/access/businesses/queries";
import type { Business } from "@/lib/domains/access/businesses/schema";
import { BusinessPeople } from "./business-people";
import { NameDialog } from "./name-dialog";
import { OrganizationList } from "./organization-list";
import { useBusinessFilter } from "./use-business-filter";
import { useRenaming } from "./use-renaming";

const ROLE_WORDS = {
  owner: "You own this business.",
  billing: "You are its billing contact.",
} as const;

const reasonAgainst = ({ role }: Business) =>
  role === "owner" ? undefined : "Only an owner of the business can do this.";

function Rename({ business }: { business: Business }) {
  const [open, setOpen] = useState(false);
  const renaming = useRenaming(business.name, useRenameBusiness(business.id));
  return (
    <>
      <Unless reason={reasonAgainst(business)}>
        {(disabled) => (
          <Button
            size="sm"
            disabled={disabled}
            aria-label={`Rename the business ${business.name}`}
            onClick={() => setOpen(true)}
          >
            Rename…
          </Button>
        )}
      </Unless>
      <NameDialog
        open={open}
        onOpenChange={setOpen}
        title="Rename this business"
        description="Its organizations keep their names."
        label="Business name"
        initial={business.name}
        action="Rename"
        onName={renaming}
      />
    </>
  );
}

function Add({ business }: { business: Business }) {
  const [open, setOpen] = useState(false);
  const add = useAddOrganization(business.id);
  const router = useRouter();
  return (
    <>
      <Unless reason={reasonAgainst(business)}>
        {(disabled) => (
          <Button
            size="sm"
            disabled={disabled}
            aria-label={`Add an organization to ${business.name}`}
            onClick={() => setOpen(true)}
          >
            <Plus aria-hidden />
            Add an organization
          </Button>
        )}
      </Unless>
      <NameDialog
        open={open}
        onOpenChange={setOpen}
        title="Add an organization"
        description="A brand or location with its own knowledge, widget, keys and members. You become its owner."
        label="Organization name"
        action="Add organization"
        onName={async (name) => {
          const { organizationSlug } = await add.mutateAsync(name);
          router.push(`/${organizationSlug}/knowledge`);
        }}
      />
    </>
  );
}

export function BusinessCard({ business, selfId }: { business: Business; selfId: string }) {
  const { role } = business;
  const { search, people, change } = useBusinessFilter(business.id);
  return (
    <Section
      title={business.name}
      description={role ? ROLE_WORDS[role] : "You are a member here."}
      action={
        <div className="flex flex-wrap gap-2">
          <Rename business={business} />
          <Add business={business} />
        </div>
      }
    >
      <div className="space-y-3">
        <OrganizationList business={business} search={search} />
        {business.archives && <OrganizationList business={business} search={search} archived />}
      </div>
      {role === "owner" && (
        <BusinessPeople
          business={business}
          search={people}
          change={(who) => change({ of: who && business.id, who })}
          selfId={selfId}
        />
      )}
    </Section>
  );
}
