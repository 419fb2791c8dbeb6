"use client";
import { EyeOff, LoaderCircle, Undo2 } from "lucide-react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { handOnFocus } from "@/components/ui/hand-on-focus";
import { useGapStatus } from "@/lib/domains/quality/gaps/queries";
import type { GapView } from "@/lib/domains/quality/gaps/schema";

/** Takes a gap out of the list or back into it; each can be undone at once. */
export function DismissGap({
  slug,
  gap,
}: {
  slug: string;
  gap: Pick<GapView, "id" | "title" | "status">;
}) {
  const change = useGapStatus(slug);
  // What undoes it is told of as well, though the row is gone by then.
  const set = (status: "open" | "dismissed", undo?: () => void) =>
    void change.mutateAsync({ id: gap.id, status }).then(
      () =>
        toast.success(status === "dismissed" ? "Dismissed" : "Open again", {
          description: gap.title,
          ...(undo && { action: { label: "Undo", onClick: undo } }),
        }),
      tellFailure("Not changed"),
    );
  if (gap.status === "answered") return null;
  const isOpen = gap.status === "open";
  const Icon = isOpen ? EyeOff : Undo2;
  // Not switched off meanwhile, which would take the focus away.
  const isBusy = change.isPending;
  const press = () => {
    if (isBusy) return;
    if (isOpen) set("dismissed", () => set("open"));
    else set("open", () => set("dismissed"));
  };
  return (
    <Permitted permission="kb:write">
      {(disabled) => (
        <Button ref={handOnFocus} size="sm" disabled={disabled} onClick={press}>
          {isBusy ? <LoaderCircle className="animate-spin" aria-hidden /> : <Icon aria-hidden />}
          {isOpen ? "Dismiss" : "Open again"}
        </Button>
      )}
    </Permitted>
  );
}
