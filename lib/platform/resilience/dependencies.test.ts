import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEPENDENCIES, type DependencyPolicy } from "./dependencies";

const seconds = (ms: number) => `${ms / 1_000} s`;

function row(policy: DependencyPolicy): string {
  const { title, deadlineMs, retries, opensAfter, probeAfterMs, probeAtMostMs, whenOpen } = policy;
  const repeats = retries === 0 ? "none" : `${retries}`;
  const opens = `${opensAfter.failures} in ${seconds(opensAfter.withinMs)}`;
  const probes = `${seconds(probeAfterMs)}, at most ${seconds(probeAtMostMs)}`;
  return [title, seconds(deadlineMs), repeats, opens, probes, whenOpen].join(" | ");
}

test("docs/SYSTEM_ARCHITECTURE.md has the table of what is outside as the code has it", () => {
  const document = readFileSync("docs/SYSTEM_ARCHITECTURE.md", "utf8");
  const section = document.slice(document.indexOf("## Outside calls"));
  const rows = section
    .slice(0, section.indexOf("\n## ", 1))
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim())
        .join(" | "),
    );
  expect(rows.slice(2)).toEqual(Object.values(DEPENDENCIES).map((policy) => row(policy)));
});

test("what was promised holds: OpenAI, mailboxes, Stripe, and everything else", () => {
  const promised = (policy: DependencyPolicy) => [
    policy.deadlineMs / 1_000,
    policy.opensAfter.failures,
    policy.opensAfter.withinMs / 1_000,
  ];
  expect(promised(DEPENDENCIES.chat_model)).toEqual([30, 5, 60]);
  expect(promised(DEPENDENCIES.embeddings)).toEqual([30, 5, 60]);
  expect(promised(DEPENDENCIES.gmail)).toEqual([30, 3, 60]);
  expect(promised(DEPENDENCIES.outlook)).toEqual([30, 3, 60]);
  const { stripe, storage, sign_in: signIn, job_engine: jobEngine } = DEPENDENCIES;
  for (const { deadlineMs } of [stripe, storage, signIn, jobEngine])
    expect(deadlineMs).toBe(10_000);
});
