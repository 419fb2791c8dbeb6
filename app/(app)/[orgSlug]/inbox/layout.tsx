import { Suspense, type ReactNode } from "react";
import { InboxFrame } from "@/components/chat/inbox/inbox-frame";
import { conversationsQuery, countsQuery } from "@/lib/domains/chat/inbox/queries";
import { conversationListQuery } from "@/lib/domains/chat/inbox/schema";
import { countInbox, listConversations } from "@/lib/domains/chat/inbox/list-service";
import { memberOfPage } from "../member";
import { firstPage, Prefetched } from "../prefetched";

export default async function InboxLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  const { context } = await memberOfPage(orgSlug);
  return (
    <Prefetched
      context={context}
      permission="conversations:read"
      fill={async (cache) => {
        const page = await listConversations(context, conversationListQuery.parse({}));
        const view = { filter: "open" } as const;
        cache.setQueryData(conversationsQuery(orgSlug, view, false).queryKey, firstPage(page));
        cache.setQueryData(countsQuery(orgSlug, false).queryKey, await countInbox(context));
      }}
    >
      <Suspense>
        <InboxFrame slug={orgSlug}>{children}</InboxFrame>
      </Suspense>
    </Prefetched>
  );
}
