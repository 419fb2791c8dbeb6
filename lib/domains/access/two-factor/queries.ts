import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unreachable, unwrap } from "@/lib/core/problem";
import type { ActionResult } from "@/lib/http/define-action";
import { sessionsQuery } from "../account/queries";
import {
  beginOwnTwoFactor,
  confirmOwnTwoFactor,
  readOwnTwoFactor,
  renewOwnRecoveryCodes,
  setTwoFactorDemand,
  takeSecondStep,
  turnOffOwnTwoFactor,
} from "./actions";

/** The data of an action. A call that fails without an answer never came to the server, or never back. */
async function called<T>(call: Promise<ActionResult<T>>): Promise<T> {
  return unwrap(
    await call.catch(() => {
      throw unreachable();
    }),
  );
}

export const twoFactorQuery = queryOptions({
  queryKey: ["account", "two-factor"],
  queryFn: () => called(readOwnTwoFactor({})),
});

/** Turning it on or off ends other sessions, so both lists are read anew. */
function useOwnMutation<I, T>(mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // Not awaited: what asked may be gone from the page by then, and it still has something to say.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: twoFactorQuery.queryKey });
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
}

export const useBeginTwoFactor = () =>
  useMutation({ mutationFn: () => called(beginOwnTwoFactor({})) });

export const useConfirmTwoFactor = () =>
  useOwnMutation((code: string) => called(confirmOwnTwoFactor({ code })));

export const useTurnOffTwoFactor = () =>
  useOwnMutation((code: string) => called(turnOffOwnTwoFactor({ code })));

export const useRenewRecoveryCodes = () =>
  useOwnMutation((code: string) => called(renewOwnRecoveryCodes({ code })));

export const useSecondStep = () =>
  useMutation({ mutationFn: (code: string) => called(takeSecondStep({ code })) });

export const useTwoFactorDemand = (slug: string) =>
  useMutation({
    mutationFn: (required: boolean) => called(setTwoFactorDemand(slug, { required })),
  });
