"use client";
import { useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import { useMay } from "@/components/shell/permissions";
import { Dialog } from "@/components/ui/dialog";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";
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

/** A conversation that was read, with all that can be done in it. */
export function OpenConversation({
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
