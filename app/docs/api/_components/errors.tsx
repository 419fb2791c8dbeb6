import type { ErrorCode } from "@/lib/core/errors";
import { ERROR_TABLE } from "@/lib/http/problem";
import { Code, Inline } from "./code";

/** What to do about each; a code without advice does not compile. */
export const ERROR_ADVICE: Record<ErrorCode, string> = {
  invalid_input: "Correct the fields that errors names. Nothing was changed.",
  unprocessable_file:
    "The file is empty, damaged, protected or too complex; details.reason says which. Send another.",
  document_too_long: "Split the document into several.",
  unauthenticated: "Send a key that is alive as Authorization: Bearer, or sign in again.",
  forbidden:
    "This kind of key, or this member's role, may not do that. details names the permission.",
  two_factor_required:
    "The organization requires two-factor sign-in. Turn it on in your account, or use a key.",
  reauthentication_required: "Sign in again, or give your password again, then repeat.",
  origin_not_allowed:
    "Add the page's exact origin where the widget may run, on the Install page of your dashboard.",
  not_found:
    "It does not exist, was deleted, or belongs to somebody else. These are not told apart.",
  method_not_allowed: "Use a method that this page lists for the path.",
  conflict:
    "Something else has this externalId or key, or the first request is still at work. Read it again.",
  payload_too_large: "Send less: a file has at most 20 MB, a message 4,000 characters.",
  unsupported_media_type:
    "Send application/json, or a text, Markdown, HTML, PDF, DOCX or CSV file.",
  rate_limited: "Wait as many seconds as Retry-After says, then repeat.",
  budget_exhausted:
    "The organization has used up its daily budget for the model. It is filled again at midnight UTC.",
  client_closed: "You closed the connection before the answer was there.",
  internal: "Our fault. Mention the traceId when you report it.",
  upstream_failed: "The model or another service failed in the middle. Repeat the call.",
  unavailable: "Repeat the call after Retry-After, or a few seconds later.",
  timeout: "Repeat the call with less to do at once.",
};

const EXAMPLE = JSON.stringify(
  {
    type: "/docs/api#error-invalid_input",
    title: "The input is not valid",
    status: 422,
    detail: "title: Must not be empty",
    code: "invalid_input",
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    errors: [{ field: "title", message: "Must not be empty" }],
  },
  null,
  2,
);

/** The table that every problem document's `type` leads to. */
export function Errors() {
  return (
    <div className="space-y-5">
      <p>
        A failure is answered as a problem document (RFC 9457,{" "}
        <Inline>application/problem+json</Inline>
        ). Decide by <Inline>code</Inline>, which never changes; show <Inline>detail</Inline> to
        people. <Inline>errors</Inline> names the fields that are wrong, and{" "}
        <Inline>traceId</Inline> is how we find the call in our logs; it is in the{" "}
        <Inline>X-Trace-Id</Inline> header of every answer, too.
      </p>
      <Code title="A problem document">{EXAMPLE}</Code>
      <dl className="divide-y border-y text-[0.8125rem]">
        {Object.entries(ERROR_TABLE).map(([code, { status, title }]) => (
          <div
            key={code}
            id={`error-${code}`}
            className="grid scroll-mt-20 gap-x-4 gap-y-0.5 py-2.5 target:bg-accent-soft sm:grid-cols-[15rem_1fr]"
          >
            <dt className="flex items-baseline gap-3">
              <span className="w-8 shrink-0 text-muted tabular-nums">{status}</span>
              <a href={`#error-${code}`} className="font-mono text-xs hover:underline">
                {code}
              </a>
            </dt>
            <dd className="min-w-0">
              {title}. <span className="text-muted">{ERROR_ADVICE[code as ErrorCode]}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
