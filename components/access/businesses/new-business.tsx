"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useCreateBusiness } from "@/lib/domains/access/businesses/queries";
import { NameDialog } from "./name-dialog";

/** Makes a business of the person's own and opens its organization. */
export function NewBusiness({ primary = false }: { primary?: boolean }) {
  const [open, setOpen] = useState(false);
  const create = useCreateBusiness();
  const router = useRouter();
  return (
    <>
      <Button variant={primary ? "primary" : "secondary"} onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        New business
      </Button>
      <NameDialog
        open={open}
        onOpenChange={setOpen}
        title="New business"
        description="It begins with one organization of the same name, and you own both."
        label="Business name"
        action="Create business"
        onName={async (name) => {
          const { organizationSlug } = await create.mutateAsync(name);
          router.push(`/${organizationSlug}/start`);
        }}
      />
    </>
  );
}
