import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { candidatesQuery } from "./queries";

test("who may be given a role is kept no longer than it is looked at, since others change who they are", async () => {
  const client = new QueryClient();
  const query = {
    ...candidatesQuery("019a0000-0000-7000-8000-000000000000", undefined),
    queryFn: () => Promise.resolve({ members: [], nextCursor: null }),
  };
  const leave = new InfiniteQueryObserver(client, query).subscribe(() => undefined);
  await expect.poll(() => client.getQueryData(query.queryKey)?.pages.length).toBe(1);
  leave();
  await expect.poll(() => client.getQueryData(query.queryKey)).toBeUndefined();
});
