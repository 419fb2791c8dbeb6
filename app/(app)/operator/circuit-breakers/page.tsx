import type { Metadata } from "next";
import { BreakerBoard } from "@/components/operators/breaker-board";
import { PageHeader } from "@/components/shell/page-header";
import { requireOperatorPage } from "@/lib/domains/access/page-session";

export const metadata: Metadata = { title: "Outside services" };

export default async function CircuitBreakersPage() {
  // A page is not always rendered with its layout.
  await requireOperatorPage("ops:read");
  return (
    <>
      <PageHeader
        title="Outside services"
        description="The services that this installation calls. One that fails too often is left alone for a while and then tried again, so that nobody waits for it."
      />
      <BreakerBoard />
    </>
  );
}
