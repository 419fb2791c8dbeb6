import { Radio } from "lucide-react";
import { When } from "@/components/shell/when";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { FirstRunView } from "@/lib/domains/start/schema";

/** Waits for the widget to be opened on the site, and says so when it was. */
export function FirstVisitor({ seen }: Pick<FirstRunView, "seen">) {
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3.5">
      <p role="status" className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        {seen ? (
          <>
            <Badge tone="success">
              <Radio aria-hidden />
              Seen
            </Badge>
            <span>
              The widget was opened on{" "}
              <span className="font-mono text-[0.8125rem] break-all">{seen.origin}</span>,{" "}
              <When at={seen.at} />
            </span>
          </>
        ) : (
          <>
            <span aria-hidden className="relative flex size-2.5">
              <span className="absolute size-full rounded-full bg-accent opacity-60 motion-safe:animate-ping" />
              <span className="size-full rounded-full bg-accent" />
            </span>
            <span>Waiting for your first visitor. Open your site and click the chat button.</span>
          </>
        )}
      </p>
    </Card>
  );
}
