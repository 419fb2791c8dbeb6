import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface PagedList {
  isError: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  data: unknown;
  fetchNextPage: () => Promise<unknown>;
}

/** What stands below a list: the way to its next page, and that it could not be read anew while what it has is shown. */
export function ListEnd({
  list,
  children = "Show more",
}: {
  list: PagedList;
  children?: ReactNode;
}) {
  return (
    <>
      {list.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {children}
          </Button>
        </div>
      )}
      {list.isError && list.data !== undefined && (
        <p role="alert" className="mt-3 text-center text-[0.8125rem] text-danger">
          This list may be out of date: the server could not be reached.
        </p>
      )}
    </>
  );
}
