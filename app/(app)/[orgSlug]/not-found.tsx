import { Compass } from "lucide-react";
import { headers } from "next/headers";
import { ASKED_PATH, organizationIn } from "@/components/auth/sign-in-address";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/shell/empty-state";

/**
 * Inside an organization: what is not there, is deleted or is somebody else's looks the same. It comes with every page, since
 * any may turn out not to be there, so it is made on the server alone; Next tells it no parameters.
 */
export default async function OrganizationNotFound() {
  const slug = organizationIn((await headers()).get(ASKED_PATH));
  return (
    <EmptyState
      icon={Compass}
      heading="h1"
      title="There is nothing here"
      actions={
        <Button asChild variant="primary">
          <a href={`/${slug}/inbox`}>Go to the inbox</a>
        </Button>
      }
    >
      It may have been deleted, or its address mistyped. The menu shows what there is.
    </EmptyState>
  );
}
