"use client";
import { FailedPage } from "@/components/shell/failed-page";

export default function OrganizationError(failure: { error: unknown; retry: () => void }) {
  return <FailedPage {...failure} />;
}
