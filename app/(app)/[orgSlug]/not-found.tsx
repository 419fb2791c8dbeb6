import { Compass } from "lucide-react";
import { EmptyState } from "@/components/shell/empty-state";
import { HomeLink } from "@/components/shell/home-link";

/** Inside an organization: what is not there, is deleted or is somebody else's looks the same. */
export default function OrganizationNotFound() {
  return (
    <EmptyState
      icon={Compass}
      heading="h1"
      title="There is nothing here"
      actions={<HomeLink>Go to the inbox</HomeLink>}
    >
      It may be deleted, or its address mistyped. The menu leads on to what is there.
    </EmptyState>
  );
}
