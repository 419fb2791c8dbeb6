import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unreachable, unwrap } from "@/lib/core/problem";
import type { ActionResult } from "@/lib/http/define-action";
import {
  changePassword,
  endOtherSessions,
  endSession,
  listSessions,
  reauthenticate,
} from "./actions";
import type { ChangePasswordInput } from "./schema";

/** A page of own sessions after another. */
export const sessionsQuery = infiniteQueryOptions({
  queryKey: ["account", "sessions"],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam: cursor }) => called(listSessions({ ...(cursor && { cursor }) })),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** The data of an action. A call that fails without an answer never came to the server, or never back. */
export async function called<T>(call: Promise<ActionResult<T>>): Promise<T> {
  return unwrap(
    await call.catch(() => {
      throw unreachable();
    }),
  );
}

function useSessionsMutation<I, T>(mutationFn: (input: I) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // Also after a failure: a session that was not found has ended meanwhile.
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

export const useEndSession = () => useSessionsMutation((id: string) => called(endSession({ id })));

export const useEndOtherSessions = () => useSessionsMutation(() => called(endOtherSessions({})));

export const useChangePassword = () =>
  useSessionsMutation((input: ChangePasswordInput) => called(changePassword(input)));

export const useReauthenticate = () =>
  useMutation({
    mutationFn: (input: { currentPassword: string }) => called(reauthenticate(input)),
  });
