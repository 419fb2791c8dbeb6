"use client";
import { Bot, UserRound } from "lucide-react";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";
import { assigneeInWords } from "../words";

/** Who answers the visitor now, and how that changes. */
export function HandlingBanner({
  conversation,
  me,
  busy,
  onTake,
  onReturn,
}: {
  conversation: ConversationDetail;
  me: string;
  busy: boolean;
  onTake: () => void;
  onReturn: () => void;
}) {
  const { handledBy, assigneeId, status, needsPersonAt } = conversation;
  if (status === "closed") return null;
  const isMine = handledBy === "person" && assigneeId === me;
  const Icon = handledBy === "assistant" ? Bot : UserRound;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b bg-subtle px-4 py-2 text-[0.8125rem] sm:px-6">
      <p className="flex min-w-0 flex-1 basis-56 items-center gap-2">
        <Icon className="size-4 shrink-0 text-muted" aria-hidden />
        {handledBy === "assistant" &&
          `${needsPersonAt ? "The visitor waits for a person." : "The assistant answers."} When you reply, you take over.`}
        {isMine && "The assistant is silent while you have this conversation."}
        {handledBy === "person" &&
          !isMine &&
          `${assigneeId ? assigneeInWords(conversation, me) : "A person"} has this conversation; the assistant is silent.`}
      </p>
      <Permitted permission="conversations:reply">
        {(disabled) => (
          <span className="flex gap-2">
            {!isMine && (
              <Button size="sm" disabled={disabled || busy} onClick={onTake}>
                Take over
              </Button>
            )}
            {handledBy === "person" && (
              <Button size="sm" disabled={disabled || busy} onClick={onReturn}>
                Hand back
              </Button>
            )}
          </span>
        )}
      </Permitted>
    </div>
  );
}
