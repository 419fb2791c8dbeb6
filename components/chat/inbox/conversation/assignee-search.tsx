"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check, UserRoundX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { itemStyle } from "@/components/shell/palette/styles";
import { ErrorState } from "@/components/shell/states";
import { controlStyle } from "@/components/ui/input";
import { cn } from "@/components/ui/cn";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { membersQuery } from "@/lib/domains/access/members/list-queries";
import { ANSWERING } from "@/lib/domains/chat/inbox/answering-terms";
import type { Assignee } from "@/lib/domains/chat/inbox/change-queries";

const NOBODY = "nobody";
const SEARCH = "Search members by name or e-mail";

/** Finds a member who may answer, by the pointer or by typing, arrows and Enter. */
export function AssigneeSearch({
  slug,
  me,
  assigneeId,
  onChoose,
}: {
  slug: string;
  me: string;
  assigneeId: string | null;
  onChoose: (assignee: Assignee | null) => void;
}) {
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const list = useInfiniteQuery(membersQuery(slug, { role: ANSWERING, ...(search && { search }) }));
  const members = list.data?.pages[0]?.members ?? [];
  // Never alone and never above who is searched for: Enter would take it in their place.
  const offersNobody = assigneeId !== null && list.isSuccess && typed.trim() === "";
  const [pointed, setPointed] = useState("");
  const values = [...members.map(({ userId }) => userId), ...(offersNobody ? [NOBODY] : [])];
  return (
    // The server has searched: whatever it found fits. Of a new answer the first is pointed at, which Command itself may miss.
    <Command
      label={SEARCH}
      loop
      shouldFilter={false}
      value={values.includes(pointed) ? pointed : (values[0] ?? "")}
      onValueChange={setPointed}
      className="flex min-h-0 flex-col gap-2"
    >
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        placeholder="Name or e-mail"
        maxLength={200}
        data-autofocus
        className={cn(controlStyle, "h-9")}
      />
      {list.isPending && (
        <Loading className="space-y-1.5">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </Loading>
      )}
      {list.isError && !list.data && (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && members.length === 0 && (
        <p role="status" className="px-2.5 py-3 text-sm text-muted">
          No member who may answer matches.
        </p>
      )}
      <Command.List className="-mx-2 max-h-72 overflow-y-auto px-2">
        {members.map(({ userId, name, email }) => (
          <Command.Item
            key={userId}
            value={userId}
            onSelect={() => onChoose({ userId, name })}
            className={cn(itemStyle, "h-auto py-1.5")}
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">
                {name}
                {userId === me && " (you)"}
              </span>
              <span className="block truncate text-xs text-muted">{email}</span>
            </span>
            {userId === assigneeId && <Check aria-label="(has it)" />}
          </Command.Item>
        ))}
        {offersNobody && (
          <Command.Item value={NOBODY} onSelect={() => onChoose(null)} className={itemStyle}>
            <UserRoundX aria-hidden />
            Nobody
          </Command.Item>
        )}
      </Command.List>
      {list.hasNextPage && (
        <p className="px-2.5 text-[0.8125rem] text-muted">There are more: search for a name.</p>
      )}
    </Command>
  );
}
