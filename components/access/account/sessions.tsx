"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { ListEnd } from "@/components/shell/list-end";
import { ErrorState } from "@/components/shell/states";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { sessionsQuery, useEndOtherSessions } from "@/lib/domains/access/account/queries";
import { endedInWords } from "./ended-in-words";
import { SessionRow } from "./session-row";

function EndOthers() {
  const end = useEndOtherSessions();
  const [asking, setAsking] = useState(false);
  const confirm = () =>
    void end.mutateAsync(undefined).then(({ ended }) => {
      setAsking(false);
      toast.success("Signed out everywhere else", { description: endedInWords(ended) });
    }, tellFailure("Not signed out"));
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Sign out everywhere else…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Sign out everywhere else?"
        action="Sign out"
        busy={end.isPending}
        onConfirm={confirm}
      >
        <p>
          Every other browser has to sign in again. What was typed there and not yet saved is lost.
        </p>
      </ConfirmDialog>
    </>
  );
}

/** Where the person is signed in. */
export function Sessions() {
  const list = useInfiniteQuery(sessionsQuery);
  const { isError, error, refetch } = list;
  const sessions = list.data?.pages.flatMap((page) => page.sessions);
  const others = sessions?.some(({ current }) => !current);
  return (
    <Section
      title="Where you are signed in"
      description={
        sessions && !others
          ? "In this browser and nowhere else."
          : "If you do not recognize one, sign it out and change your password."
      }
      action={others && <EndOthers />}
    >
      {isError && !sessions && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!isError && !sessions && (
        <Loading className="space-y-2">
          <Skeleton className="h-14 rounded-md" />
          <Skeleton className="h-14 rounded-md" />
        </Loading>
      )}
      {sessions && (
        <ul aria-label="Sessions" className="divide-y rounded-md border">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      <ListEnd list={list} />
    </Section>
  );
}
