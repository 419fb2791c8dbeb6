"use client";
import { RotateCw, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { Permitted } from "@/components/shell/permissions";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import {
  isSyncing,
  useChangeSchedule,
  useRemoveSource,
  useSyncNow,
} from "@/lib/domains/knowledge/sources/queries";
import type { Schedule, SourceView } from "@/lib/domains/knowledge/sources/schema";
import { siteInWords } from "./page-words";

const SCHEDULES: readonly { value: Schedule; label: string }[] = [
  { value: "daily", label: "Every day" },
  { value: "weekly", label: "Every week" },
  { value: "off", label: "Only when told" },
];

export function ScheduleChoice({ slug, source }: { slug: string; source: SourceView }) {
  const change = useChangeSchedule(slug);
  const choose = (schedule: Schedule) =>
    void change.mutateAsync({ id: source.id, schedule }).catch(tellFailure("Not changed"));
  return (
    <Permitted permission="kb:write">
      {(disabled) => (
        <Select
          label={`How often ${siteInWords(source.address)} is read`}
          // What was chosen shows at once, and goes back when the server refuses.
          value={change.isPending ? change.variables.schedule : source.schedule}
          options={SCHEDULES}
          onChange={choose}
          disabled={disabled}
          className="w-40"
        />
      )}
    </Permitted>
  );
}

export function SyncNow({ slug, source }: { slug: string; source: SourceView }) {
  const sync = useSyncNow(slug);
  const again = source.sync?.status === "failed";
  return (
    <Permitted permission="kb:write">
      {(disabled) => (
        <Button
          busy={sync.isPending}
          disabled={disabled || isSyncing(source)}
          onClick={() => void sync.mutateAsync(source.id).catch(tellFailure("Not started"))}
        >
          {!sync.isPending && <RotateCw aria-hidden />}
          {again ? "Try again" : "Sync now"}
        </Button>
      )}
    </Permitted>
  );
}

export function RemoveSource({
  slug,
  source,
  onRemoved,
}: {
  slug: string;
  source: SourceView;
  onRemoved: () => void;
}) {
  const remove = useRemoveSource(slug);
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const name = siteInWords(source.address);
  const confirm = () =>
    void remove.mutateAsync(source.id).then(() => {
      setAsking(false);
      toast.success("Removed", { description: name });
      onRemoved();
    }, tellFailure("Not removed"));
  return (
    <>
      <Permitted permission="kb:delete">
        {(disabled) => (
          <Button ref={button} disabled={disabled} onClick={() => setAsking(true)}>
            <Trash2 aria-hidden />
            Remove…
          </Button>
        )}
      </Permitted>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Remove this website?"
        action="Remove"
        busy={remove.isPending}
        openedBy={button}
        onConfirm={confirm}
      >
        <p>
          Every document that was read from <strong className="font-medium text-ink">{name}</strong>{" "}
          is deleted for good, those that you changed by hand as well. Visitors get no answers from
          them any more.
        </p>
      </ConfirmDialog>
    </>
  );
}
