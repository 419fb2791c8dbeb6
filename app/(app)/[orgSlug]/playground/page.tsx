import type { Metadata } from "next";
import { Playground } from "@/components/chat/playground/playground";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Playground" };

export default async function PlaygroundPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Playground"
        description="Ask as a visitor would, and see what each answer rests on."
      />
      <Playground slug={orgSlug} />
    </>
  );
}
