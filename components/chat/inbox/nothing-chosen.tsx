"use client";
import { MessagesSquare } from "lucide-react";
import { Keys } from "@/components/shell/keys";
import { INBOX_SHORTCUTS } from "@/components/shell/shortcut-groups";
import { EmptyState } from "@/components/shell/states";
import { usePresence } from "./live/use-presence";

/** Stands beside the list until a conversation is chosen. */
export function NothingChosen({ slug }: { slug: string }) {
  usePresence(slug, null);
  return (
    <div className="flex flex-1 flex-col items-center justify-center overflow-y-auto">
      <EmptyState icon={MessagesSquare} title="Choose a conversation">
        <p>The list updates by itself as visitors write. These keys save you the mouse:</p>
        <dl className="mx-auto mt-5 w-fit space-y-1.5 text-left">
          {INBOX_SHORTCUTS.map(({ keys, does }) => (
            <div key={does} className="flex items-center gap-3">
              <dt className="order-2">{does}</dt>
              <dd>
                <Keys keys={keys} />
              </dd>
            </div>
          ))}
        </dl>
      </EmptyState>
    </div>
  );
}
