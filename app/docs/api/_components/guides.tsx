import type { ReactNode } from "react";
import { Code, Inline } from "./code";

const STREAM = `: open

id: 1.9
event: token
data: {"text":"We are open"}

event: citation
data: {"index":1,"title":"Opening hours","url":null,"quote":"We are open from nine to six."}

event: done
data: {"conversationId":"…","answer":"We are open from nine to six. [1]","outcome":"answered",…}`;

export function Guide({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} className="max-w-3xl scroll-mt-20 border-t py-8">
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      <div className="space-y-4 leading-relaxed">{children}</div>
    </section>
  );
}

export function Authentication() {
  return (
    <>
      <p>
        Send a key with each call: <Inline>Authorization: Bearer fd_sk_live_…</Inline>. Owners and
        admins make, rotate and revoke keys on the API keys page of their dashboard. The key says
        which organization you mean, so no call names one; what belongs to another organization
        answers <Inline>404</Inline>, like what does not exist.
      </p>
      <ul className="list-disc space-y-2 pl-5 marker:text-muted">
        <li>
          A <strong className="font-medium">secret key</strong> (<Inline>fd_sk_…</Inline>) is for
          your servers. It does what was chosen for it and no more. Never give it to a browser.
        </li>
        <li>
          A <strong className="font-medium">publishable key</strong> (<Inline>fd_pk_…</Inline>) may
          stand in a page and opens only what a visitor does: <Inline>/chat</Inline>,{" "}
          <Inline>/conversation</Inline>, <Inline>/handoff</Inline> and <Inline>/widget</Inline>,
          from the exact origins that the widget is allowed on.
        </li>
      </ul>
    </>
  );
}

export function Limits({ publishable, secret }: { publishable: number; secret: number }) {
  return (
    <>
      <p>
        A publishable key has {publishable} calls a minute for each visitor&apos;s address, a secret
        key has {secret}; <Inline>/search</Inline>, <Inline>/chat</Inline> and{" "}
        <Inline>/api/jobs</Inline> are counted apart from the rest. Beyond that the answer is{" "}
        <Inline>429</Inline> with <Inline>Retry-After</Inline> in seconds.
      </p>
      <p>
        A file has at most 20 MB, a document 5,000,000 characters, a chat message 4,000, and one
        bulk call 100 documents.
      </p>
    </>
  );
}

export function Repeating() {
  return (
    <>
      <p>
        Send <Inline>Idempotency-Key</Inline> (1 to 255 characters, a random UUID does well) with a
        call that adds something. Within 24 hours a repeat with the same key and the same body gets
        the first answer, marked by <Inline>Idempotent-Replayed: true</Inline>, and adds nothing.
        The same key with another body is <Inline>invalid_input</Inline>, and while the first call
        is still at work it is <Inline>conflict</Inline>.
      </p>
      <p>
        Documents and FAQs may carry an <Inline>externalId</Inline> of yours: adding the same one
        again updates what is there, and costs nothing when nothing changed. In chat,{" "}
        <Inline>clientMessageId</Inline> does the same for a message.
      </p>
    </>
  );
}

export function Indexing() {
  return (
    <p>
      Adding or changing knowledge answers <Inline>202</Inline> with a <Inline>jobId</Inline>. Ask{" "}
      <Inline>{"/api/jobs/{id}"}</Inline> until its <Inline>status</Inline> is{" "}
      <Inline>succeeded</Inline> or <Inline>failed</Inline>. A document is{" "}
      <Inline>available</Inline> as soon as search finds it by its words; search by meaning follows,
      and <Inline>vectors</Inline> is <Inline>complete</Inline> then. While a change is being
      indexed the version before is served, and when indexing fails it stays.
    </p>
  );
}

export function Streaming() {
  return (
    <>
      <p>
        With <Inline>Accept: text/event-stream</Inline> (or <Inline>{`"stream": true`}</Inline>),{" "}
        <Inline>/chat</Inline> answers with server-sent events while the answer is written. A
        comment comes at once and every ten seconds, so that nothing in between closes the
        connection.
      </p>
      <Code title="Events of an answer">{STREAM}</Code>
      <ul className="list-disc space-y-2 pl-5 marker:text-muted">
        <li>
          <Inline>token</Inline>: the next words. Put together they are the answer.
        </li>
        <li>
          <Inline>citation</Inline>: a source that the answer names by <Inline>[index]</Inline>.
        </li>
        <li>
          <Inline>done</Inline>: the whole answer, as without a stream. Nothing follows it.
        </li>
        <li>
          <Inline>error</Inline>: a problem document under <Inline>problem</Inline>. Nothing follows
          it. It also comes, within five seconds, when the key is revoked or the session ends.
        </li>
      </ul>
      <p>
        After a lost connection send the same message with the same <Inline>clientMessageId</Inline>{" "}
        and the last id that you saw as <Inline>Last-Event-ID</Inline>: the answer goes on from
        there, and the message counts once.
      </p>
      <p>
        <Inline>{"/conversation/{id}/events"}</Inline> tells a visitor what happens from then on:{" "}
        <Inline>state</Inline> (who answers, whether they type) and <Inline>message</Inline>. After
        a lost connection it goes on from <Inline>Last-Event-ID</Inline>; a message of the last
        seconds may come again, with the same <Inline>id</Inline>.
      </p>
    </>
  );
}

export function Conversations() {
  return (
    <p>
      The first message needs no more than its text. Its answer holds a{" "}
      <Inline>conversationId</Inline> and a <Inline>visitorToken</Inline>; send both with the next
      message to go on. The token opens this one conversation for twelve hours, and the id alone
      opens nothing. <Inline>outcome</Inline> is <Inline>no_answer</Inline> when the knowledge does
      not hold the answer: then nothing is invented.
    </p>
  );
}
