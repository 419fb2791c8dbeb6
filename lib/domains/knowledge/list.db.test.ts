import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { apiOf, type Api } from "@/lib/testing/documents-api";
import { addIndexed, newOrganization, textOf } from "@/lib/testing/knowledge";
import { addContents } from "./add-service";
import { documentList, faqList } from "./schema";
import { changeDocument } from "./service";

let api: Api;
let ids: string[];
let context: Awaited<ReturnType<typeof newOrganization>>;
const TITLES = ["100% wool", "Wool_and silk", "Dyes (C:\\dyes)", "Opening hours", "Our Team"];

beforeAll(async () => {
  context = await newOrganization();
  api = await apiOf(context);
  ids = [];
  for (const title of TITLES) {
    const { ids: added } = await addIndexed(context, [textOf(title, `About ${title}`, title)]);
    ids.push(...added);
  }
  await addContents(context, [
    { kind: "faq", origin: "text", title: "Do you ship?", body: "Yes, by bicycle courier." },
    { kind: "faq", origin: "text", title: "Is there parking?", body: "Behind the house." },
  ]);
});

async function list(query: string) {
  const { body } = await api("GET", `/api/v1/documents?${query}`);
  return documentList.parse(body);
}

const titles = async (query: string) => (await list(query)).documents.map(({ title }) => title);

describe("the list", () => {
  test("is newest first, in pages, and keeps its order when something is changed", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(`limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      expect(page.documents.length).toBeLessThanOrEqual(2);
      seen.push(...page.documents.map(({ title }) => title));
      cursor = page.nextCursor;
      await changeDocument(context, ids[0]!, "document", { title: `100% wool ${seen.length}` });
    } while (cursor !== null);
    expect(seen.slice(0, 2).sort()).toEqual(["Do you ship?", "Is there parking?"]);
    expect(seen.slice(2, 6)).toEqual(TITLES.slice(1).reverse());
    expect(seen).toHaveLength(7);
  });

  test("narrows by kind and by status", async () => {
    expect(await titles("kind=faq&status=queued")).toHaveLength(2);
    expect(await titles("kind=faq&status=available")).toEqual([]);
    expect(await titles("kind=document&status=available")).toHaveLength(4);
    const { body } = await api("GET", "/api/v1/faqs?limit=1");
    const page = faqList.parse(body);
    expect(page.faqs).toMatchObject([{ answer: expect.any(String), alternatives: [] }]);
    const rest = await api("GET", `/api/v1/faqs?cursor=${page.nextCursor}`);
    expect(faqList.parse(rest.body)).toMatchObject({ faqs: [{ kind: "faq" }], nextCursor: null });
  });

  test.each([
    ["WOOL", ["Wool_and silk", expect.stringContaining("100% wool")]],
    ["100%", [expect.stringContaining("100% wool")]],
    ["l_a", ["Wool_and silk"]],
    ["c:\\d", ["Dyes (C:\\dyes)"]],
    ["%", [expect.stringContaining("100% wool")]],
    ["bicycle", ["Do you ship?"]],
    ["nothing has this", []],
  ])("finds %s", async (search, expected) => {
    expect(await titles(`search=${encodeURIComponent(search)}`)).toEqual(expected);
  });

  test.each([
    "limit=0",
    "limit=101",
    "limit=1.5",
    "limit=ten",
    "limit=",
    "cursor=none",
    "cursor=1;drop",
    "status=ready",
    "kind=page",
    "unknown=1",
    "limit=1&limit=2",
  ])("refuses %s", async (query) => {
    const answer = await api("GET", `/api/v1/documents?${query}`);
    expect(answer).toMatchObject({ status: 422, body: { code: "invalid_input" } });
  });

  test("shows nothing of another organization, whatever the cursor", async () => {
    const stranger = await apiOf(await newOrganization());
    const page = await stranger("GET", `/api/v1/documents?cursor=${newId()}`);
    expect(page.body).toEqual({ documents: [], nextCursor: null });
  });
});
