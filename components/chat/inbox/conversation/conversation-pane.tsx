"use client";
import { useQuery } from "@tanstack/react-query";
import { MessageSquareOff } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { useMay } from "@/components/shell/permissions";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ProblemError } from "@/lib/core/problem";
import { conversationQuery } from "@/lib/domains/chat/inbox/queries";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";
import { useLive } from "../live/live-provider";
import { usePresence } from "../live/use-presence";
import { readView, writeView } from "../use-inbox-view";
import { useShortcuts } from "../use-shortcuts";
import { visitorName } from "../words";
import { Composer, type Mode } from "./composer";
import { ConversationHeader } from "./conversation-header";
import { Details } from "./details";
import { HandlingBanner } from "./handling-banner";
import { Transcript } from "./transcript";
import { useActs } from "./use-acts";

function Open({
  slug,
  me,
  conversation,
}: {
  slug: string;
  me: string;
  conversation: ConversationDetail;
}) {
  const { id, handledBy, assigneeId, status } = conversation;
  const may = useMay("conversations:reply");
  const acts = useActs(slug, conversation, me);
  const onType = usePresence(slug, id);
  const view = writeView(readView(useSearchParams()));
  const [mode, setMode] = useState<Mode>("reply");
  const [showsDetails, setShowsDetails] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const write = (next: Mode) => {
    setMode(next);
    field.current?.focus();
  };
  const isMine = handledBy === "person" && assigneeId === me;
  useShortcuts(
    may
      ? {
          r: () => write("reply"),
          n: () => write("note"),
          e: status === "open" ? acts.close : acts.reopen,
          a: () => acts.assign({ userId: me, name: null }),
          t: isMine ? acts.giveBack : acts.take,
        }
      : {},
  );
  return (
    <>
      <section
        aria-label={`Conversation with ${visitorName(conversation)}`}
        className="flex min-w-0 flex-1 flex-col"
      >
        <ConversationHeader
          slug={slug}
          conversation={conversation}
          view={view}
          me={me}
          acts={acts}
          onDetails={() => setShowsDetails(true)}
        />
        <HandlingBanner
          conversation={conversation}
          me={me}
          busy={acts.isBusy}
          onTake={acts.take}
          onReturn={acts.giveBack}
        />
        <Transcript slug={slug} conversation={conversation} />
        {may ? (
          <Composer slug={slug} id={id} mode={mode} onMode={write} onType={onType} ref={field} />
        ) : (
          <p className="border-t bg-surface px-6 py-3 text-center text-[0.8125rem] text-muted">
            Your role lets you read conversations. Ask an owner to let you answer.
          </p>
        )}
      </section>
      <section
        aria-label="Details"
        className="w-72 shrink-0 overflow-y-auto border-l bg-surface max-xl:hidden"
      >
        <Details conversation={conversation} me={me} />
      </section>
      <Dialog
        open={showsDetails}
        onOpenChange={setShowsDetails}
        title="Details"
        className="max-w-md"
      >
        <div className="-mx-5 -mb-5">
          <Details conversation={conversation} me={me} />
        </div>
      </Dialog>
    </>
  );
}

/** Whoever deleted it, nothing of it stays on a screen. */
function Gone({ slug }: { slug: string }) {
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

function Pending() {
  return (
    <Loading className="flex-1">
      <div className="flex h-14 items-center border-b px-5">
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="space-y-6 p-6">
        <Skeleton className="h-16 w-3/5" />
        <Skeleton className="ml-auto h-28 w-3/5" />
      </div>
    </Loading>
  );
}

/** One conversation beside the list, with what is known of it. */
export function ConversationPane({ slug, id, me }: { slug: string; id: string; me: string }) {
  const { isLive } = useLive();
  const query = useQuery(conversationQuery(slug, id, isLive));
  if (query.error instanceof ProblemError && query.error.is("not_found"))
    return <Gone slug={slug} />;
  if (query.data) return <Open key={id} slug={slug} me={me} conversation={query.data} />;
  if (query.isError)
    return (
      <div className="min-w-0 flex-1">
        <Breadcrumb slug={slug} section="inbox" page="Conversation" className="px-4 pt-4" />
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  return <Pending />;
}
