"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Building2, SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { ListEnd } from "@/components/shell/list-end";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
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
  const [search, setSearch] = useState("");
  const list = useInfiniteQuery(tenantDirectory(useDeferredValue(search.trim())));
  const tenants = list.data?.pages.flatMap((page) => page.tenants) ?? [];
  return (
    <>
      <Input
        type="search"
        aria-label="Search by name"
        placeholder="Search by name"
        className="mb-3 max-w-xs"
        maxLength={100}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
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
            {search ? "Search for another part of it." : "Whoever signs up stands here."}
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
