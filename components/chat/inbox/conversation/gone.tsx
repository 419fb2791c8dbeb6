"use client";
import { MessageSquareOff } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { EmptyState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { usePresence } from "../live/use-presence";
import { readView, writeView } from "../use-inbox-view";

/** Whoever deleted it, nothing of it stays on a screen. */
export function Gone({ slug }: { slug: string }) {
  usePresence(slug, null);
  const back = `/${slug}/inbox${writeView(readView(useSearchParams()))}`;
  return (
    <div className="flex flex-1 flex-col justify-center" role="status">
      <EmptyState
        icon={MessageSquareOff}
        title="This conversation is gone"
        actions={
          <Button asChild>
            <Link href={back}>Back to the inbox</Link>
          </Button>
        }
      >
        It was deleted, by its visitor or by somebody of your team, or its address is wrong.
      </EmptyState>
    </div>
  );
}
