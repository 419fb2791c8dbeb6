"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Merge } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { ListEnd } from "@/components/shell/list-end";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { gapsQuery, useMergeGap } from "@/lib/domains/quality/gaps/queries";
import type { GapView } from "@/lib/domains/quality/gaps/schema";

function Choice({ slug, gap, onClose }: { slug: string; gap: GapView; onClose: () => void }) {
  const router = useRouter();
  const merge = useMergeGap(slug);
  const list = useInfiniteQuery(gapsQuery(slug, "open"));
  const others = (list.data?.pages.flatMap((page) => page.gaps) ?? []).filter(
    ({ id }) => id !== gap.id,
  );
  const [chosen, setChosen] = useState<string>();
  const into = chosen ?? others[0]?.id;
  if (list.isSuccess && others.length === 0)
    return <p className="text-sm text-muted">There is no other open gap to merge this one into.</p>;
  const confirm = (target: string) =>
    void merge.mutateAsync({ id: gap.id, into: target }).then(() => {
      toast.success("Merged", { description: gap.title });
      router.push(`/${slug}/gaps/${target}`);
    }, tellFailure("Not merged"));
  return (
    <>
      <Select
        label="Merge into"
        value={into ?? ""}
        disabled={into === undefined}
        options={others.map(({ id, title }) => ({ value: id, label: title.slice(0, 80) }))}
        onChange={setChosen}
      />
      <ListEnd list={list}>Show more gaps to choose from</ListEnd>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          busy={merge.isPending}
          disabled={into === undefined}
          onClick={() => into !== undefined && confirm(into)}
        >
          Merge
        </Button>
      </DialogActions>
    </>
  );
}

/** Gives a gap's questions to another that means the same. */
export function MergeGap({ slug, gap }: { slug: string; gap: GapView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Permitted permission="kb:write">
        {(disabled) => (
          <Button size="sm" disabled={disabled} onClick={() => setOpen(true)}>
            <Merge aria-hidden />
            Merge…
          </Button>
        )}
      </Permitted>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Merge into another gap"
        description="All questions of this gap join the other one, and this one is gone. It cannot be taken apart again."
      >
        <Choice slug={slug} gap={gap} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
