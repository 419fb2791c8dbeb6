import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether scripts run here; false in the server's HTML, so that a form sent before that cannot lose what was typed. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
