import type { Metadata } from "next";
import { NothingChosen } from "@/components/chat/inbox/nothing-chosen";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return <NothingChosen slug={orgSlug} />;
}
