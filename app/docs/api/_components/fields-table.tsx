import type { Field } from "../_model/fields";
import { Words } from "./code";

/** Fields as a table; on a phone each becomes a block of its own, so that nothing scrolls sideways. */
export function FieldsTable({
  title,
  fields,
  marks = "required",
}: {
  title: string;
  /** Which fields are marked: of what is asked for the required ones, of an answer those that may be missing. */
  marks?: "required" | "optional";
  fields: readonly (Field & { place?: string })[];
}) {
  if (fields.length === 0) return null;
  return (
    <section className="mt-5">
      <h4 className="text-[0.8125rem] font-medium">{title}</h4>
      <dl className="mt-2 divide-y border-y text-[0.8125rem]">
        {fields.map(({ name, type, required, note, place }) => (
          <div key={name} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[13rem_1fr]">
            <dt className="min-w-0">
              <code className="font-mono text-xs break-words">{name}</code>
              {required === (marks === "required") && (
                <span className="ml-2 text-xs text-warning">{marks}</span>
              )}
            </dt>
            <dd className="min-w-0">
              <span className="text-xs break-words text-muted">
                {type}
                {place && `, in the ${place}`}
              </span>
              {note && (
                <p className="mt-0.5">
                  <Words text={note} />
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
