import { beforeEach, expect, it } from "vitest";
import type { TenantContext } from "@/lib/tenancy/context";
import { newOrganization } from "@/lib/testing/knowledge";
import { askEach, gapsOf, sortAll } from "@/lib/testing/quality";
import {
  mergeGaps,
  publishAnswer,
  readGap,
  readGapQuestions,
  readGaps,
  setGapStatus,
} from "./service";

const SCOOTERS = ["Do you repair electric scooters?", "Can you fix an electric scooter?"];
const DOGS = "Are dogs allowed?";
const PARKING = "Where can a coach park?";

let context: TenantContext;

beforeEach(async () => {
  context = await newOrganization();
});

async function given(questions: readonly string[]) {
  await askEach(context, questions);
  await sortAll(context);
  return gapsOf(context);
}

it("gives all questions of a gap to another, which is ranked by them", async () => {
  const [scooters, dogs] = await given([...SCOOTERS, DOGS]);
  await mergeGaps(context, { id: scooters!.id, into: dogs!.id });
  expect(await gapsOf(context)).toMatchObject([{ id: dogs!.id, conversations: 3 }]);
  const { asked } = await readGap(context, dogs!.id);
  expect(asked.map(({ text }) => text)).toEqual([DOGS, ...SCOOTERS.toReversed()]);
  const again = { id: scooters!.id, into: dogs!.id };
  await expect(mergeGaps(context, again)).rejects.toMatchObject({ code: "not_found" });
});

it("keeps a dismissed gap out of the list, whatever joins it, until it is taken back", async () => {
  const [gap] = await given(SCOOTERS.slice(0, 1));
  await setGapStatus(context, { id: gap!.id, status: "dismissed" });
  expect(await given(SCOOTERS.slice(1))).toEqual([]);
  await setGapStatus(context, { id: gap!.id, status: "open" });
  expect(await gapsOf(context)).toMatchObject([{ id: gap!.id, conversations: 2 }]);
});

it("dismisses nothing that is answered", async () => {
  const [gap] = await given([DOGS]);
  const faq = { question: DOGS, answer: "On a lead.", alternatives: [] };
  await publishAnswer(context, { id: gap!.id, ...faq });
  const dismissal = setGapStatus(context, { id: gap!.id, status: "dismissed" });
  await expect(dismissal).rejects.toMatchObject({ code: "conflict" });
});

it("lists page by page, none twice and none left out", async () => {
  await given([...SCOOTERS, DOGS, PARKING]);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await readGaps(context, { status: "open", limit: 1, cursor });
    seen.push(...page.gaps.map(({ title }) => title));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(3);
  expect(new Set(seen.slice(1))).toEqual(new Set([DOGS, PARKING]));
});

it("has its questions page by page, newest first, while more are asked", async () => {
  const [gap] = await given([...SCOOTERS, ...SCOOTERS]);
  const first = await readGapQuestions(context, gap!.id, { limit: 2 });
  await given(SCOOTERS.slice(0, 1));
  const second = await readGapQuestions(context, gap!.id, { limit: 2, cursor: first.nextCursor! });
  const texts = [first, second].flatMap(({ questions }) => questions.map(({ text }) => text));
  expect(texts).toEqual([...SCOOTERS, ...SCOOTERS].toReversed());
  expect(second.nextCursor).toBeNull();
  expect((await readGapQuestions(context, gap!.id, { limit: 25 })).questions).toHaveLength(5);
  const other = await newOrganization();
  const foreign = readGapQuestions(other, gap!.id, { limit: 25 });
  await expect(foreign).rejects.toMatchObject({ code: "not_found" });
});
