import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { called } from "@/lib/domains/access/account/queries";
import { askForPasswordReset, sendConfirmation } from "../mailbox/actions";
import { connectProvider, disconnectProvider, listWaysIn } from "./actions";
import type { ProviderId } from "./schema";

export const waysInQuery = queryOptions({
  queryKey: ["account", "ways-in"],
  queryFn: () => called(listWaysIn({})),
});

/** Lets this session connect a provider; the browser goes there then. */
export const useConnect = () =>
  useMutation({ mutationFn: (provider: ProviderId) => called(connectProvider({ provider })) });

export function useDisconnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (provider: ProviderId) => called(disconnectProvider({ provider })),
    // Other sessions end by it.
    onSettled: () => client.invalidateQueries({ queryKey: ["account"] }),
  });
}

export const useSendConfirmation = () =>
  useMutation({ mutationFn: () => called(sendConfirmation({})) });

export const useAskForPassword = () =>
  useMutation({ mutationFn: (email: string) => called(askForPasswordReset({ email })) });
