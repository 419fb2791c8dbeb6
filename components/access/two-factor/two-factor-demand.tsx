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
        toast.success(required ? "Not demanded any more" : "Two-factor sign-in is demanded");
        router.refresh();
      }, tellFailure("Not changed"))
      .finally(() => setAsking(false));
  return (
    <div className="mt-5">
      <Section
        title="Two-factor sign-in"
        description="Demanded, every organization of this account lets in only members who have passed a second step. API keys work on."
        action={
          <Button
            size="sm"
            busy={demand.isPending}
            onClick={() => (required ? change() : setAsking(true))}
          >
            {required ? "Demand no more" : "Demand…"}
          </Button>
        }
      >
        <Badge tone={required ? "success" : "neutral"}>
          {required ? "Demanded of everybody" : "Everybody’s own choice"}
        </Badge>
      </Section>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Demand two-factor sign-in?"
        action="Demand it"
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
