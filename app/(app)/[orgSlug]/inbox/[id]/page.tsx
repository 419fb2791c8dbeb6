import type { Metadata } from "next";
import { ConversationPane } from "@/components/chat/inbox/conversation/conversation-pane";
import { memberOfPage } from "../../member";

export const metadata: Metadata = { title: "Inbox" };

export default async function ConversationPage({
  params,
}: {
  params: Promise<{ orgSlug: string; id: string }>;
}) {
  const { orgSlug, id } = await params;
  const { user } = await memberOfPage(orgSlug);
  return <ConversationPane slug={orgSlug} id={id} me={user.userId} />;
}
