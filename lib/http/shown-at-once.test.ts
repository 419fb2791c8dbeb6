import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MutationObserver, QueryClient, type InfiniteData } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ProblemError, toProblemError } from "@/lib/core/problem";
import { inEachPage, shownAtOnce } from "./shown-at-once";

type Page = { rows: string[] };

const KEY = ["organization", "corner", "rows"];
const without = inEachPage((page: Page, row: string) => ({
  rows: page.rows.filter((one) => one !== row),
}));

let server: Server;
let address: string;
/** What the server is to answer, once a test says so. */
let verdict: PromiseWithResolvers<number>;
let client: QueryClient;

beforeEach(async () => {
  verdict = Promise.withResolvers();
  server = createServer((_, response) => {
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
