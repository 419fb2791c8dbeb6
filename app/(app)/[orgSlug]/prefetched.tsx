import "server-only";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TenantContext } from "@/lib/tenancy/context";
import type { Permission } from "@/lib/tenancy/permissions";

/** A list of which the first page is read. */
export const firstPage = <Page,>(page: Page) => ({ pages: [page], pageParams: [undefined] });

/**
 * What a page shows first, read while the page is made and in the browser's cache from the start. `fill` puts there what
 * the API would answer; it is not called for a member without the permission, which is the one of the API's route.
 */
export async function Prefetched({
  context,
  permission,
  fill,
  children,
}: {
  context: TenantContext;
  permission: Permission;
  fill: (cache: QueryClient) => Promise<void>;
  children: ReactNode;
}) {
  const cache = new QueryClient();
  if (context.permissions.has(permission)) await fill(cache);
  return <HydrationBoundary state={dehydrate(cache)}>{children}</HydrationBoundary>;
}
