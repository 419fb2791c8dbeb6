import { Compass } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";

/** Inside an organization: what is not there, is deleted or is somebody else's looks the same. */
export function NothingHere({ home }: { home: ReactNode }) {
  return (
    <EmptyState icon={Compass} heading="h1" title="There is nothing here" actions={home}>
      It may have been deleted, or its address mistyped. The menu shows what there is.
    </EmptyState>
  );
}
