import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  dehydrate,
  hydrate,
  InfiniteQueryObserver,
  MutationObserver,
  notifyManager,
  QueryClient,
  QueryObserver,
  type InfiniteData,
} from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ProblemError, toProblemError } from "@/lib/core/problem";
import { inEachPage, shownAtOnce } from "./shown-at-once";

type Page = { rows: string[] };

const KEY = ["organization", "corner", "rows"];
const without = inEachPage((page: Page, row: string) => ({
  rows: page.rows.filter((one) => one !== row),
}));

let server: Server;
let asked: number;
let address: string;
/** What the server is to answer, once a test says so. */
let verdict: PromiseWithResolvers<number>;
let client: QueryClient;

beforeEach(async () => {
  verdict = Promise.withResolvers();
  asked = 0;
  server = createServer((_, response) => {
    asked += 1;
    void verdict.promise.then((status) => {
      response.writeHead(status, { "content-type": "application/problem+json" });
      const problem = {
        type: "about:blank",
        title: "Forbidden",
        status,
        detail: "Not yours.",
        code: "forbidden",
      };
      response.end(status === 204 ? undefined : JSON.stringify(problem));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  client = new QueryClient();
  client.setQueryData([...KEY, "open"], {
    pages: [{ rows: ["a", "b"] }, { rows: ["c"] }],
    pageParams: [],
  });
});
afterEach(() => {
  client.clear();
  server.close();
});

const shown = () =>
  client.getQueryData<InfiniteData<Page>>([...KEY, "open"])?.pages.map(({ rows }) => rows);

/** What the list's own read is told meanwhile: all rows. */
const ALL = { pages: [{ rows: ["a", "b"] }, { rows: ["c"] }], pageParams: [undefined, undefined] };
const readAnew = () =>
  client.fetchQuery({ queryKey: [...KEY, "open"], queryFn: () => Promise.resolve(ALL) });

/** Deletes a row; resolves with what the call ends with, if it fails. */
function remove(row: string): Promise<unknown> {
  const observer = new MutationObserver(client, {
    mutationFn: async () => {
      const response = await fetch(address, { method: "DELETE" });
      if (!response.ok)
        throw toProblemError(await response.json(), response.status, response.headers);
    },
    ...shownAtOnce(client, KEY, without),
  });
  return observer.mutate(row).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test("a change is shown before the server has answered, and stays when it agrees", async () => {
  const end = remove("b");
  await expect.poll(shown).toEqual([["a"], ["c"]]);
  verdict.resolve(204);
  expect(await end).toBeUndefined();
  expect(shown()).toEqual([["a"], ["c"]]);
});

test("what the server refuses is put back in its place, and who began it learns why", async () => {
  const end = remove("a");
  await expect.poll(shown).toEqual([["b"], ["c"]]);
  verdict.resolve(403);
  const error = await end;
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).problem.detail).toBe("Not yours.");
  expect(shown()).toEqual([["a", "b"], ["c"]]);
});

test("it is shown before the call returns, so that what was pressed never shows the old state", async () => {
  const end = remove("b");
  expect(shown()).toEqual([["a"], ["c"]]);
  verdict.resolve(204);
  await end;
});

test("an answer that does not know of the change yet brings nothing back, and a refusal does", async () => {
  const end = remove("b");
  const looks: unknown[] = [];
  const observer = new QueryObserver(client, { queryKey: [...KEY, "open"], enabled: false });
  // As React's hooks do: they look at what is kept when the batch is told.
  const stop = observer.subscribe(notifyManager.batchCalls(() => looks.push(shown())));
  await readAnew();
  await expect.poll(() => looks).not.toEqual([]);
  expect(shown()).toEqual([["a"], ["c"]]);
  expect(looks).not.toContainEqual([["a", "b"], ["c"]]);
  stop();
  verdict.resolve(403);
  await end;
  expect(shown()).toEqual([["a", "b"], ["c"]]);
});

test("what is shown for the first time meanwhile has the change too", async () => {
  const end = remove("c");
  const queryKey = [...KEY, "closed"];
  await client.fetchQuery({ queryKey, queryFn: () => Promise.resolve(ALL) });
  expect(client.getQueryData<typeof ALL>(queryKey)?.pages[1]?.rows).toEqual([]);
  verdict.resolve(204);
  await end;
});

test("a refused change takes no other back that is still under way", async () => {
  const first = verdict;
  const refused = remove("a");
  await expect.poll(() => asked).toBe(1);
  verdict = Promise.withResolvers();
  const agreed = remove("c");
  await expect.poll(() => asked).toBe(2);
  first.resolve(403);
  await refused;
  expect(shown()).toEqual([["a", "b"], []]);
  verdict.resolve(204);
  await agreed;
  expect(shown()).toEqual([["a", "b"], []]);
});

test("of several, those that the server refused come back, also when nothing can be read anew", async () => {
  client.setQueryDefaults(KEY, { enabled: false });
  const withoutAll = inEachPage((page: Page, rows: readonly string[]) => ({
    rows: page.rows.filter((one) => !rows.includes(one)),
  }));
  const observer = new MutationObserver(client, {
    mutationFn: (_: readonly string[]) => verdict.promise.then(() => ["a"]),
    ...shownAtOnce(client, KEY, withoutAll, (done: readonly string[]) => done),
  });
  const end = observer.mutate(["a", "c"]);
  expect(shown()).toEqual([["b"], []]);
  verdict.resolve(200);
  await end;
  expect(shown()).toEqual([["b"], ["c"]]);
});

/** What a page of the server's brings along, read before the change. */
function bringAlong(queryKey: readonly string[]): void {
  const prefetched = new QueryClient();
  prefetched.setQueryData(queryKey, ALL, { updatedAt: Date.now() + 1000 });
  hydrate(client, dehydrate(prefetched));
}

test("what a page of the server's brings along meanwhile has the change too, and gets back what is refused", async () => {
  const end = remove("b");
  bringAlong([...KEY, "open"]);
  bringAlong([...KEY, "closed"]);
  const closed = () => client.getQueryData<typeof ALL>([...KEY, "closed"])?.pages[0]?.rows;
  expect(shown()).toEqual([["a"], ["c"]]);
  expect(closed()).toEqual(["a"]);
  verdict.resolve(403);
  await end;
  expect(shown()).toEqual([["a", "b"], ["c"]]);
  expect(closed()).toEqual(["a", "b"]);
});

test("a read that is given up meanwhile makes what is shown ahead no answer", async () => {
  const end = remove("b");
  const queryKey = [...KEY, "open"];
  const never = new Promise<typeof ALL>(() => undefined);
  const read = client.fetchQuery({ queryKey, queryFn: () => never });
  await client.cancelQueries({ queryKey });
  await read;
  verdict.resolve(403);
  await end;
  expect(shown()).toEqual([["a", "b"], ["c"]]);
});

test("a further page that comes meanwhile has the change, and does not keep what is refused away", async () => {
  const list = new InfiniteQueryObserver(client, {
    queryKey: [...KEY, "open"],
    queryFn: ({ pageParam }) =>
      Promise.resolve({ rows: pageParam === 0 ? ["a", "b"] : ["c", "d"] }),
    initialPageParam: 0,
    getNextPageParam: (_, pages) => (pages.length < 2 ? 1 : undefined),
    staleTime: Infinity,
  });
  client.setQueryData([...KEY, "open"], { pages: [{ rows: ["a", "b"] }], pageParams: [0] });
  const stop = list.subscribe(() => undefined);
  const refused = remove("b");
  await list.fetchNextPage();
  expect(shown()).toEqual([["a"], ["c", "d"]]);
  // Nobody looks any more, so nothing is read anew: that would hide what is put back wrongly.
  stop();
  verdict.resolve(403);
  await refused;
  expect(shown()).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
  expect(client.getQueryData<InfiniteData<Page>>([...KEY, "open"])?.pageParams).toEqual([0, 1]);
});
