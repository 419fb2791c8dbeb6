"use client";
import { useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { useTwoFactorDemand } from "@/lib/domains/access/two-factor/queries";

/** The switch of a tenant's owner: whether its organizations let in only who signs in by two factors. */
export function TwoFactorDemand({ slug, required }: { slug: string; required: boolean }) {
  const router = useRouter();
  const demand = useTwoFactorDemand(slug);
  const [asking, setAsking] = useState(false);
  const change = () =>
    void demand
      .mutateAsync(!required)
      .then(() => {
        toast.success(required ? "No longer required" : "Two-factor sign-in is required");
        router.refresh();
      }, tellFailure("Not changed"))
      .finally(() => setAsking(false));
  return (
    <div className="mt-5">
      <Section
        title="Two-factor sign-in"
        description="Once it is required, only members who sign in with a second step get into the organizations of this account. API keys keep working."
        action={
          <Button
            size="sm"
            busy={demand.isPending}
            onClick={() => (required ? change() : setAsking(true))}
          >
            {required ? "Stop requiring it" : "Require…"}
          </Button>
        }
      >
        <Badge tone={required ? "success" : "neutral"}>
          {required ? "Required for everybody" : "Optional"}
        </Badge>
      </Section>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Require two-factor sign-in?"
        action="Require it"
        busy={demand.isPending}
        onConfirm={change}
      >
        <p>
          Who has not set it up is led to do so, and gets no further until then. You need to have it
          on yourself.
        </p>
      </ConfirmDialog>
    </div>
  );
}
