import { JOB_FUNCTIONS } from "@/inngest/functions";
import { GIVE_UP_AFTER } from "@/lib/platform/events/relay";
import { areaOf, KIND_NAMES } from "@/lib/domains/ops/job-kinds-terms";

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

Made by \`npm run docs:jobs\` from \`inngest/functions.ts\` and \`lib/domains/ops/job-kinds-terms.ts\`; a test compares.

## Functions

Every function is made by \`defineJob\` or \`defineSchedule\` (\`inngest/define-job.ts\`). A failed attempt of a step is followed
by the next with exponential backoff and jitter: by the embedded engine after 2 s, 6 s, 18 s … at most 2 h, each ± half of
it (\`embedded/inngest/durations.ts\`); by Inngest on its own like scale. The deadline is that of one attempt of one step:
then its signal aborts and the attempt has failed with \`timeout\`. The unique key is what a second delivery of the same
event meets, also under another event id and in reverse order.

A step that an open breaker refuses ([outside calls](SYSTEM_ARCHITECTURE.md#outside-calls)) ends without a failure: the run
sleeps until the next probe is due, longer each time and for half an hour at most, holds no place meanwhile, and begins
the step again with all its attempts (\`inngest/run-steps.ts\`). The job says \`retrying\` and why. When a run has waited for a
day in all, its job is a dead letter. A call that fails while the breaker is closed, a probe among them, is an attempt.

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
  queued --> retrying: the engine could not be handed the event for some minutes
  queued --> failed: the engine refuses the event
  running --> retrying: an attempt failed or was refused by a breaker, another follows
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
log. Scheduled runs, which belong to no tenant, alert likewise. A job that its engine took and has not begun after ten
minutes is handed on again by the sweep, under the same event id; one of which nothing was heard for a day is failed by it.

What a step tells of its job counts for the round that it belongs to: one that goes on while the job is cancelled and done
again changes nothing of the new round. A failure is one transaction: what the job was about, its end and its reason are
all there or none; cut off, it is done whole by the engine's next call. The alert follows the commit, and is told again
when whoever committed died before it.

${table(["kind", "read with", "cancelled and done again with", "can be cancelled"], kinds)}

## Events that the engine does not take

The relay tries an event again after 2, 4, 8 … seconds, at most five minutes; the others are sent meanwhile.

| what the engine answers | what becomes of the event and its job |
| --- | --- |
| an answer of its own that it will not have the event: 400, 413, 422 and every other 4xx but those below | after ${GIVE_UP_AFTER} tries, some 23 minutes, the event is given up: the job is a dead letter (\`event_refused\`, step \`send\`) and can be done again, operators are told by \`job_dead_letter\` with the event and the status, and \`frontdesk.outbox.refused\` counts it. A person's event is given up and told likewise. Fewer tries would not do: a self-hosted Inngest also answers 400 while its storage is away |
| 401, 402, 403, 404, 408, 429, 5xx, nothing, or a page that is not the engine's | nobody's job fails: the engine, its key or the way to it is to blame. The event is tried for as long as it takes; the engine's breaker opens and tells operators once (\`circuit_opened\`), and the jobs whose events were tried ${GIVE_UP_AFTER} times say \`retrying\` with \`unavailable\`. \`frontdesk.outbox.age\` tells for how long |

Readiness heeds neither: an instance whose engine is away still serves.
`;
}
