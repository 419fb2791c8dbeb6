import type { Metadata } from "next";
import { Businesses } from "@/components/access/businesses/businesses";
import { PageHeader } from "@/components/shell/page-header";
import { nameOfOwnArchived } from "@/lib/domains/access/businesses/list-service";
import { personOfPage } from "../person";

export const metadata: Metadata = { title: "Your businesses" };

export default async function BusinessesPage({
  searchParams,
}: {
  searchParams: Promise<{ archived?: string | string[] }>;
}) {
  const { userId, email } = await personOfPage();
  const { archived } = await searchParams;
  // Only an own organization's name is shown, whatever the address says.
  const slug = typeof archived === "string" ? archived : undefined;
  const name = slug && (await nameOfOwnArchived(userId, slug));
  return (
    <>
      <PageHeader
        title="Your businesses"
        description={`Signed in as ${email}. A business has one or more organizations, each with its own knowledge, widget and members.`}
      />
      <Businesses selfId={userId} archived={slug && name ? { slug, name } : undefined} />
    </>
  );
}
