import { Ban, CircleAlert, CircleCheck, Clock, LoaderCircle } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { isSyncing } from "@/lib/domains/knowledge/sources/queries";
import type { SourceView } from "@/lib/domains/knowledge/sources/schema";

/** What a source's newest sync came to. */
export function SourceState({ source }: { source: SourceView }) {
  const status = source.sync?.status;
  if (isSyncing(source)) {
    return (
      <Badge tone="accent">
        <LoaderCircle className="animate-spin" aria-hidden />
        {status === "queued" ? "Starting" : "Reading"}
      </Badge>
    );
  }
  if (status === "failed") {
    return (
      <Badge tone="danger">
        <CircleAlert aria-hidden />
        Failed
      </Badge>
    );
  }
  if (status === "cancelled") {
    return (
      <Badge tone="warning">
        <Ban aria-hidden />
        Cancelled
      </Badge>
    );
  }
  if (status === "succeeded") {
    return (
      <Badge tone="success">
        <CircleCheck aria-hidden />
        Read
      </Badge>
    );
  }
  return (
    <Badge>
      <Clock aria-hidden />
      Not read yet
    </Badge>
  );
}
