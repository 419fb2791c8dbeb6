import type { Metadata } from "next";
import { headers } from "next/headers";
import { ASKED_PATH, organizationIn } from "@/components/auth/sign-in-address";
import { NothingHere } from "@/components/shell/nothing-here";
import { ReloadOnLeave } from "@/components/shell/reload-on-leave";
import { currentUser, requireMember } from "@/lib/domains/access/page-session";
import { OrganizationFrame } from "./(app)/organization-frame";
import NotFound from "./not-found";
import { RootDocument } from "./root-document";

export { viewport } from "./layout";
export const metadata: Metadata = { title: "Not found · Frontdesk", icons: { icon: "/icon.svg" } };

/** The member whose organization an address would belong to; for everybody else there is nothing to tell of it. */
async function memberOfAddress(): Promise<Awaited<ReturnType<typeof requireMember>> | undefined> {
  const slug = organizationIn((await headers()).get(ASKED_PATH));
  const user = await currentUser();
  if (!user?.organizations.some((organization) => organization.slug === slug)) return undefined;
  return requireMember(slug);
}

/**
 * For what no page answers to. It is a route of its own and has the status 404 whoever asks; a page for every address would
 * have to take those of others' organizations as well, and answer the router's calls as if there were something.
 */
export default async function GlobalNotFound() {
  const member = await memberOfAddress();
  if (!member)
    return (
      <RootDocument>
        <NotFound />
      </RootDocument>
    );
  return (
    <RootDocument>
      <OrganizationFrame member={member}>
        <NothingHere />
      </OrganizationFrame>
      <ReloadOnLeave />
    </RootDocument>
  );
}
