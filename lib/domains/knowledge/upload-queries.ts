import { apiUpload } from "@/lib/http/api-client";
import type { acceptedView } from "./schema";

/** Sends one file; resolves when the server has accepted it and its job is queued. */
export function uploadDocument(
  slug: string,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
) {
  const form = new FormData();
  form.set("file", file);
  return apiUpload<typeof acceptedView>(
    { organizationSlug: slug, path: "/api/v1/documents", form, signal },
    onSent,
  );
}
