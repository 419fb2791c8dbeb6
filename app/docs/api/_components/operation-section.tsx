import { Badge, type Tone } from "@/components/ui/badge";
import type { Operation } from "../_model/operations";
import { Code, Words } from "./code";
import { FieldsTable } from "./fields-table";

const TONES: Record<string, Tone> = {
  GET: "accent",
  POST: "success",
  PATCH: "warning",
  DELETE: "danger",
};

const KEY_NAMES = { publishable: "Publishable key", secret: "Secret key" };

function Callers({ keys, permission }: Pick<Operation, "keys" | "permission">) {
  if (keys.length === 0) return <Badge>Anybody</Badge>;
  return (
    <>
      {keys.map((kind) => (
        <Badge key={kind}>{KEY_NAMES[kind]}</Badge>
      ))}
      {permission && (
        <span className="text-xs text-muted">
          needs <code className="font-mono">{permission}</code>
        </span>
      )}
    </>
  );
}

export function OperationSection({ operation }: { operation: Operation }) {
  const { id, method, path, summary, keys, permission } = operation;
  const { parameters, body, form, answer, status, streams, curl, example } = operation;
  return (
    <article id={id} className="scroll-mt-20 border-t py-8 first:border-t-0 first:pt-4">
      <h3 className="flex flex-wrap items-center gap-2.5">
        <Badge tone={TONES[method] ?? "neutral"} className="font-mono">
          {method}
        </Badge>
        <code className="min-w-0 font-mono text-sm font-medium break-all">{path}</code>
      </h3>
      <div className="mt-4 grid grid-cols-1 gap-x-8 gap-y-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          <p>
            <Words text={summary} />.
          </p>
          <p className="mt-2.5 flex flex-wrap items-center gap-2">
            <Callers keys={keys} permission={permission} />
          </p>
          <FieldsTable title="Parameters" fields={parameters} />
          <FieldsTable title="Body" fields={body} />
          <FieldsTable title="Or a file, as multipart/form-data" fields={form} />
          <FieldsTable title={`Answer ${status}`} fields={answer} marks="optional" />
          {answer.length === 0 && (
            <p className="mt-5 text-[0.8125rem] text-muted">
              {status === "204" ? "Answers 204 without a body." : `Answers ${status}.`}
            </p>
          )}
          {streams && (
            <p className="mt-3 text-[0.8125rem] text-muted">
              Also as a stream: see{" "}
              <a href="#streaming" className="font-medium text-accent hover:underline">
                Streaming
              </a>
              .
            </p>
          )}
        </div>
        <div className="min-w-0 space-y-4">
          <Code title="Call">{curl}</Code>
          {example && <Code title={`Answer ${status}`}>{example}</Code>}
        </div>
      </div>
    </article>
  );
}
