import { redirect } from "next/navigation";
import { readKnowledgeState } from "@/lib/domains/knowledge/state-service";
import { memberOfPage } from "./member";

export default async function OrganizationPage({
  params,
}: {
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  const { context } = await memberOfPage(orgSlug);
  const { isEmpty } = await readKnowledgeState(context);
  // Who may add nothing would only look at steps of others.
  const begins = isEmpty && context.permissions.has("kb:write");
  redirect(`/${orgSlug}/${begins ? "start" : "knowledge"}`);
}
