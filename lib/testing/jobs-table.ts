import { JOB_FUNCTIONS } from "@/inngest/functions";
import { areaOf, KIND_NAMES } from "@/lib/domains/ops/job-kinds-schema";

const cell = (text: string) => text.replaceAll("|", "\\|");
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** docs/jobs.md, made from the definitions themselves. */
export function jobsTable(): string {
  const functions = JOB_FUNCTIONS.map(({ facts }) => [
    `\`${facts.id}\``,
    facts.trigger,
    String(facts.retries),
    facts.concurrency,
    `${facts.stepDeadlineMs / 1000} s`,
    facts.uniqueKey,
    facts.atEnd,
  ]);
  const kinds = KIND_NAMES.map((kind) => {
    const { read, write, mustEnd } = areaOf(kind);
    return [`\`${kind}\``, `\`${read}\``, `\`${write}\``, mustEnd ? "no" : "yes"];
  });
  return `# Background jobs

Made by \`npm run docs:jobs\` from \`inngest/functions.ts\` and \`lib/domains/ops/job-kinds.ts\`; a test compares.

## Functions

Every function is made by \`defineJob\` or \`defineSchedule\` (\`inngest/define-job.ts\`). A failed attempt of a step is followed
by the next with exponential backoff and jitter: by the embedded engine after 2 s, 6 s, 18 s … at most 2 h, each ± half of
it (\`embedded/inngest/durations.ts\`); by Inngest on its own like scale. The deadline is that of one attempt of one step:
then its signal aborts and the attempt has failed with \`timeout\`. The unique key is what a second delivery of the same
event meets, also under another event id and in reverse order.

${table(
  [
    "function",
    "trigger",
    "retries of a step",
    "runs at once",
    "step deadline",
    "unique key",
    "at the end of retries",
  ],
  functions,
)}

## Jobs

A tenant's run has a row in \`job\`, made in the transaction that writes the data and the outbox event. Its states:

\`\`\`mermaid
stateDiagram-v2
  [*] --> queued
  queued --> running: a step begins
  running --> retrying: an attempt failed, another follows
  retrying --> running
  running --> succeeded
  running --> failed: retries are used up
  queued --> cancelled: POST …/cancel
  running --> cancelled: POST …/cancel
  retrying --> cancelled: POST …/cancel
  failed --> queued: POST …/retry, in a new round
  cancelled --> queued: POST …/retry, in a new round
\`\`\`

Each step asks the row first whether it may begin: not when the job has ended, was cancelled, or is done again in a later
round, and not while its organization is archived (then its event waits in the outbox). A job whose retries are used up is
a dead letter: \`failed\` with a code, a sentence and the step, and operators are told by the alert \`job_dead_letter\` in the
log. Scheduled runs, which belong to no tenant, alert likewise. A job that was lost by its engine is failed by the sweep
after a day.

${table(["kind", "read with", "cancelled and done again with", "can be cancelled"], kinds)}
`;
}
