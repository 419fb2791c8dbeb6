import { useMutation } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { checkOwnSite } from "./actions";

export function useCheckSite(slug: string) {
  return useMutation({
    mutationFn: async (url: string) => unwrap(await checkOwnSite(slug, { url })),
  });
}
