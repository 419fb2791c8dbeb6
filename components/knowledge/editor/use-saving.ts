"use client";
import { useEffect, useRef } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import type { DocumentView } from "@/lib/domains/knowledge/schema";

function saved({ status, searchable }: DocumentView): void {
  if (status === "available") toast.success("Saved");
  else {
    toast.success("Saved", {
      description: searchable
        ? "It is being indexed. Until then visitors are answered from the version before."
        : "It is being indexed.",
    });
  }
}

/** Tells what came of an edit. A failure is the form's to show, which gets it thrown, or is told when the form was left. */
export function useSaving(): (edit: Promise<DocumentView>) => Promise<void> {
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);
  return async (edit) => {
    try {
      saved(await edit);
    } catch (error) {
      if (!isLeft.current) throw error;
      tellFailure("Not saved")(error);
    }
  };
}
