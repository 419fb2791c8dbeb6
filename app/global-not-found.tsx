import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { ASKED_PATH, organizationIn } from "@/components/auth/sign-in-address";
import { NothingHere } from "@/components/shell/nothing-here";
import { ReloadOnLeave } from "@/components/shell/reload-on-leave";
import { findMember } from "@/lib/domains/access/page-session";
import { reportPageError } from "@/lib/domains/ops/report-page-error";
import { OrganizationFrame } from "./(app)/organization-frame";
import NotFound from "./not-found";
import { RootDocument } from "./root-document";

export { viewport } from "./layout";
export const metadata: Metadata = { title: "Not found · Frontdesk", icons: { icon: "/icon.svg" } };

/** What is shown to the member whose organization an address would belong to; nobody else is told anything of it. */
async function inOrganization(asked: string | null): Promise<ReactNode> {
  try {
    const member = await findMember(organizationIn(asked));
    // Called and not rendered, so that its fault is caught here.
    return member && (await OrganizationFrame({ member, children: <NothingHere /> }));
  } catch (error) {
    // There is no such page, whether or not it can be found out who asks.
    reportPageError(error);
    return undefined;
  }
}

/**
 * For what no page answers to. It is a route of its own and has the status 404 whoever asks; a page for every address would
 * have to take those of others' organizations as well, and answer the router's calls as if there were something.
 */
export default async function GlobalNotFound() {
  const frame = await inOrganization((await headers()).get(ASKED_PATH));
  return (
    <RootDocument>
      {frame ?? <NotFound />}
      {frame && <ReloadOnLeave />}
    </RootDocument>
  );
}
