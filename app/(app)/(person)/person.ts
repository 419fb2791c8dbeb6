import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { ASKED_PATH, signInAddress } from "@/components/auth/sign-in-address";
import { currentUser, type CurrentUser } from "@/lib/domains/access/page-session";

/** The person that a page is for. A visitor without a session signs in first and comes back to that very page. */
export async function personOfPage(): Promise<CurrentUser> {
  return (await currentUser()) ?? redirect(signInAddress((await headers()).get(ASKED_PATH)));
}
