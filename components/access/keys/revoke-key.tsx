"use client";
import { useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { useRevokeKey } from "@/lib/domains/access/keys/queries";
import type { KeyView } from "@/lib/domains/access/keys/schema";

export function RevokeKey({ slug, apiKey }: { slug: string; apiKey: KeyView }) {
  const revoke = useRevokeKey(slug);
  const [asking, setAsking] = useState(false);
  const { id, kind, name, hint } = apiKey;
  const confirm = () =>
    void revoke.mutateAsync(id).then(() => {
      setAsking(false);
      toast.success("Revoked", { description: name });
    }, tellFailure("Not revoked"));
  return (
    <>
      <Button size="sm" aria-label={`Revoke ${name} ${hint}`} onClick={() => setAsking(true)}>
        Revoke…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Revoke this key?"
        action="Revoke"
        busy={revoke.isPending}
        onConfirm={confirm}
      >
        <p>
          <strong className="font-medium text-ink">{name}</strong> (
          <code className="font-mono text-xs">{hint}…</code>) stops working at once and for good.{" "}
          {kind === "publishable"
            ? "The widget falls silent on every page that uses it."
            : "Every server that uses it is refused."}
        </p>
      </ConfirmDialog>
    </>
  );
}
