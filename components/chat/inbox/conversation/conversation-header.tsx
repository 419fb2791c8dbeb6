"use client";
import { ArchiveRestore, ArrowLeft, CircleCheck, PanelRight } from "lucide-react";
import Link from "next/link";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { useMay } from "@/components/shell/permissions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import type { Assignee } from "@/lib/domains/chat/inbox/change-queries";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";
import { useLive } from "../live/live-provider";
import { visitorName } from "../words";
import { Assign } from "./assign";
import { MoreMenu } from "./more-menu";
import { SnoozeMenu } from "./snooze-menu";

/** Who else looks at the conversation, and who of them writes. */
function Others({ id, me }: { id: string; me: string }) {
  const { presence } = useLive();
  const others = presence.members.filter((one) => one.conversationId === id && one.userId !== me);
  if (others.length === 0) return null;
  const typing = others.find((one) => one.typing);
  const names = others.map(({ name }) => name).join(", ");
  return (
    <Badge tone={typing ? "accent" : "neutral"}>
      {typing
        ? `${typing.name} is writing…`
        : `${names} ${others.length === 1 ? "looks" : "look"} at this too`}
    </Badge>
  );
}

function Online({ id }: { id: string }) {
  const { presence } = useLive();
  const visitor = presence.visitors.find((one) => one.conversationId === id);
  if (!visitor?.online) return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5 text-xs text-success">
      <span className="size-2 rounded-full bg-success" aria-hidden />
      Online
    </span>
  );
}

export interface HeaderActs {
  close: () => void;
  reopen: () => void;
  snooze: (until: Date) => void;
  assign: (assignee: Assignee | null) => void;
}

/** Who a conversation is with, and what can be done with it. */
export function ConversationHeader({
  slug,
  conversation,
  view,
  me,
  acts,
  onDetails,
}: {
  slug: string;
  conversation: ConversationDetail;
  /** What the list shows, as a part of its address. */
  view: string;
  me: string;
  acts: HeaderActs;
  onDetails: () => void;
}) {
  const may = useMay("conversations:reply");
  const { id, status, assigneeId } = conversation;
  const isOpen = status === "open";
  const back = `/${slug}/inbox${view}`;
  return (
    // As high with a second line as without: who comes online must not push the transcript down.
    <header className="flex min-h-14 items-center border-b bg-surface px-2 py-0.5 sm:gap-1 sm:px-4">
      <Button asChild variant="ghost" size="icon" className="md:hidden">
        <Link href={back} aria-label="Back to the list">
          <ArrowLeft aria-hidden />
        </Link>
      </Button>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-0.5 px-1">
        <Breadcrumb
          slug={slug}
          section="inbox"
          view={view}
          page={
            <h2 className="truncate text-[0.9375rem] font-semibold">{visitorName(conversation)}</h2>
          }
          // A phone has the arrow for it.
          className="min-w-0 max-md:[&_li:not(:last-child)]:hidden"
        />
        <Online id={id} />
        {status !== "open" && <Badge>{status === "closed" ? "Closed" : "Snoozed"}</Badge>}
        <Others id={id} me={me} />
      </div>
      <Assign slug={slug} me={me} assigneeId={assigneeId} disabled={!may} onAssign={acts.assign} />
      {isOpen && <SnoozeMenu disabled={!may} onSnooze={acts.snooze} />}
      <Tooltip text="Details">
        <Button
          variant="ghost"
          size="icon"
          aria-label="Details"
          className="xl:hidden"
          onClick={onDetails}
        >
          <PanelRight aria-hidden />
        </Button>
      </Tooltip>
      {isOpen ? (
        <Button size="sm" disabled={!may} className="ml-1" onClick={acts.close}>
          <CircleCheck className="max-sm:hidden" aria-hidden />
          Close
        </Button>
      ) : (
        <Button size="sm" disabled={!may} className="ml-1" onClick={acts.reopen}>
          <ArchiveRestore className="max-sm:hidden" aria-hidden />
          Open again
        </Button>
      )}
      <MoreMenu slug={slug} conversation={conversation} back={back} />
    </header>
  );
}
