import { expect, test } from "vitest";
import { interrupted } from "@/lib/core/problem";
import { writeInTurn } from "./write-in-turn";

test("of two writes at once the second is over the version that the first leaves", async () => {
  const over: number[] = [];
  const write = async (version: number) => {
    over.push(version);
    return { version: version + 1 };
  };
  // The page goes on showing what it had read before either.
  const shown = () => 4;
  await Promise.all([writeInTurn("a", shown, write), writeInTurn("a", shown, write)]);
  expect(over).toEqual([4, 5]);
});

test("what others wrote meanwhile is seen when it is shown", async () => {
  const write = async (version: number) => ({ version: version + 1 });
  await writeInTurn("b", () => 1, write);
  expect(await writeInTurn("b", () => 7, write)).toEqual({ version: 8 });
});

test("a write that fails keeps none from its turn, and says whether it was the line", async () => {
  const refused = writeInTurn(
    "c",
    () => 1,
    () => Promise.reject(interrupted()),
  );
  const lost = writeInTurn(
    "c",
    () => 1,
    () => Promise.reject(new TypeError("Failed to fetch")),
  );
  const third = writeInTurn(
    "c",
    () => 1,
    async (version) => ({ version: version + 1 }),
  );
  await expect(refused).rejects.toMatchObject({ problem: { code: "interrupted" } });
  await expect(lost).rejects.toMatchObject({ problem: { code: "unreachable" } });
  expect(await third).toEqual({ version: 2 });
});
