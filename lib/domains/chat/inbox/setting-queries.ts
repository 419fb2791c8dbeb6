import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { unwrap } from "@/lib/core/problem";
import { apiJson } from "@/lib/http/api-client";
import { shownAtOnce } from "@/lib/http/shown-at-once";
import { setHandoffMails } from "./actions";
import type { settingView } from "./schema";

export function settingQuery(slug: string) {
  return queryOptions({
    queryKey: ["organization", slug, "inbox-setting"] as const,
    queryFn: ({ signal }) =>
      apiJson<typeof settingView>({
        organizationSlug: slug,
        path: "/api/v1/conversations/settings",
        signal,
      }),
  });
}

/** Shown at once, and as it was before when the change fails. */
export function useSetMails(slug: string) {
  const client = useQueryClient();
  const { queryKey } = settingQuery(slug);
  return useMutation({
    mutationFn: async (mailsHandoffs: boolean) =>
      unwrap(await setHandoffMails(slug, { mailsHandoffs })),
    ...shownAtOnce<z.infer<typeof settingView>, boolean>(client, queryKey, (_, mailsHandoffs) => ({
      mailsHandoffs,
    })),
  });
}
