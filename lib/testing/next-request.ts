import "next/dist/server/node-environment-baseline";
import { createRequestStoreForAPI } from "next/dist/server/async-storage/request-store";
import {
  workAsyncStorage,
  type WorkStore,
} from "next/dist/server/app-render/work-async-storage.external";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";

type Arguments = Parameters<typeof createRequestStoreForAPI>;

/**
 * Runs `fn` where Next's own headers() and cookies() answer from these headers: for what a package asks of them, which
 * no stand-in reaches.
 */
export function inNextRequest<T>(url: string, headers: Headers, fn: () => T): T {
  const store = createRequestStoreForAPI(
    { headers } as Arguments[0],
    new URL(url),
    undefined as unknown as Arguments[2],
    undefined,
    undefined,
    undefined,
  );
  const work = { route: new URL(url).pathname } as WorkStore;
  return workAsyncStorage.run(work, () => workUnitAsyncStorage.run(store, fn));
}
