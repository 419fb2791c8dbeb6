"use client";
import { LoaderCircle, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { describeError } from "@/lib/core/problem";
import { useSending, type Outgoing } from "./sending";
import { takeBack } from "./use-draft";

function Failure({ message }: { message: Outgoing }) {
  const { again, withdraw } = useSending();
  const { detail, traceId } = describeError(message.error);
  const edit = () => {
    withdraw(message);
    takeBack(message.id, message);
  };
  return (
    <div role="alert" className="mt-2 rounded-md bg-danger-soft px-3 py-2 text-[0.8125rem]">
      <p className="flex items-start gap-1.5 text-danger">
        <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
        <span>
          <span className="font-medium">Not sent.</span> {detail}
          {traceId && message.state === "failed" && (
            <span className="block text-xs">Trace id {traceId}</span>
          )}
        </span>
      </p>
      <div className="mt-2 flex gap-2">
        <Button size="sm" onClick={() => again(message)}>
          {message.state === "conflict" ? "Send it anyway" : "Try again"}
        </Button>
        <Button size="sm" variant="ghost" onClick={edit}>
          Edit
        </Button>
      </div>
    </div>
  );
}

/** A message that is on its way, or was not sent and why. */
export function OutgoingEntry({ message }: { message: Outgoing }) {
  const isSending = message.state === "sending";
  return (
    <div className="ml-auto max-w-[85%]">
      <p className="mb-1 flex items-center justify-end gap-1.5 text-xs text-muted">
        {isSending && <LoaderCircle className="size-3 animate-spin" aria-hidden />}
        {isSending ? "Sending…" : "You"}
      </p>
      <p
        dir="auto"
        className="ml-auto w-fit rounded-lg rounded-tr-sm border border-dashed border-control bg-accent-soft px-3.5 py-2.5 text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap"
      >
        {message.text}
      </p>
      {!isSending && <Failure message={message} />}
    </div>
  );
}
