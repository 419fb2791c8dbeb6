"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Building2, SearchX } from "lucide-react";
import { ListEnd } from "@/components/shell/list-end";
import { SearchField } from "@/components/shell/search-field";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { searchIn, useAddress } from "@/components/shell/use-address";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { tenantDirectory } from "@/lib/domains/operators/queries";
import { TenantRow } from "./tenant-row";

function Pending() {
  return (
    <Loading className="divide-y">
      {Array.from({ length: 4 }, (_, at) => (
        <div key={at} className="px-4 py-3">
          <Skeleton className="h-14" />
        </div>
      ))}
    </Loading>
  );
}

/** The tenants of the installation, for its operators. */
export function TenantDirectory() {
  const [params, change] = useAddress();
  const search = searchIn(params)?.slice(0, 100);
  const list = useInfiniteQuery(tenantDirectory(search ?? ""));
  const tenants = list.data?.pages.flatMap((page) => page.tenants) ?? [];
  return (
    <>
      <div role="search" className="mb-3 max-w-xs">
        <SearchField label="Search by name" value={search} onChange={(q) => change({ q })} />
      </div>
      <Card>
        {list.isPending && <Pending />}
        {list.isError && tenants.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && tenants.length === 0 && (
          <EmptyState
            icon={search ? SearchX : Building2}
            title={search ? "No tenant has this name" : "No tenants yet"}
          >
            {search ? "Search for another part of it." : "Whoever signs up is listed here."}
          </EmptyState>
        )}
        {tenants.length > 0 && (
          <ul aria-label="Tenants" className="divide-y">
            {tenants.map((tenant) => (
              <TenantRow key={tenant.id} tenant={tenant} />
            ))}
          </ul>
        )}
      </Card>
      <ListEnd list={list} />
    </>
  );
}
