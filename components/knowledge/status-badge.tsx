import { Ban, CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { DocumentView } from "@/lib/domains/knowledge/schema";

type Shown = Pick<DocumentView, "status" | "vectors" | "searchable" | "error">;

/** What a document's state means for the people it should answer. */
export function StatusBadge({ document }: { document: Shown }) {
  const { status, vectors, searchable, error } = document;
  switch (status) {
    case "queued":
    case "processing":
      return (
        <Badge tone="accent">
          <LoaderCircle className="animate-spin" aria-hidden />
          {searchable ? "Updating" : status === "queued" ? "Waiting" : "Indexing"}
        </Badge>
      );
    case "failed":
      if (error?.code === "cancelled")
        return (
          <Badge tone="warning" title={error.message}>
            <Ban aria-hidden />
            {searchable ? "Update cancelled" : "Cancelled"}
          </Badge>
        );
      return (
        <Badge tone="danger">
          <CircleAlert aria-hidden />
          {searchable ? "Update failed" : "Failed"}
        </Badge>
      );
    case "available":
      return (
        <Badge
          tone="success"
          title={
            vectors === "pending" ? "Found by its words. Search by meaning follows." : undefined
          }
        >
          <CircleCheck aria-hidden />
          {vectors === "complete" ? "Available" : "Available · keywords"}
        </Badge>
      );
  }
}
