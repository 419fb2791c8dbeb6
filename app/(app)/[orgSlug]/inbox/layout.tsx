import { Suspense, type ReactNode } from "react";
import { InboxFrame } from "@/components/chat/inbox/inbox-frame";
import { memberOfPage } from "../member";

export default async function InboxLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <Suspense>
      <InboxFrame slug={orgSlug}>{children}</InboxFrame>
    </Suspense>
  );
}
