import { useRef, useState } from "preact/hooks";
import type { Refusal, Result } from "../conversation/visitor-api";
import type { Texts } from "../texts";
import { problemOf, type FieldSpec } from "./field";

export type Values = Readonly<Record<string, string>>;

interface FormOptions {
  specs: readonly FieldSpec[];
  initial: Values;
  texts: Texts;
  /** By the field's id, the name that the server refuses it by. */
  serverName: (id: string) => string;
  send: (values: Values) => Promise<Result<unknown>>;
  onSent: () => void;
  /** In words, why the whole form was not taken. */
  failureOf: (refusal: Refusal) => string;
}

/** A form's values, what is wrong with them, and its way to the server; what was typed stays until it is sent. */
export function useForm(options: FormOptions) {
  const { specs, texts } = options;
  const [values, setValues] = useState<Values>(options.initial);
  const [problems, setProblems] = useState<Values>({});
  const [failure, setFailure] = useState<string>();
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function show(found: Values): void {
    setProblems(found);
    const first = specs.find(({ id }) => found[id] !== undefined);
    if (first) form.current?.querySelector<HTMLElement>(`#field-${first.id}`)?.focus();
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending) return;
    const trimmed = Object.fromEntries(
      specs.map(({ id }) => [id, (values[id] ?? "").trim()] as const),
    );
    const found = specs.flatMap((spec) => {
      const problem = problemOf(spec, trimmed[spec.id] ?? "", texts);
      return problem === undefined ? [] : [[spec.id, problem] as const];
    });
    setFailure(undefined);
    show(Object.fromEntries(found));
    if (found.length > 0) return;
    setSending(true);
    const result = await options.send(trimmed);
    setSending(false);
    if (result.ok) return options.onSent();
    const refused = specs.filter(({ id }) => result.fields.includes(options.serverName(id)));
    if (refused.length > 0)
      show(Object.fromEntries(refused.map(({ id }) => [id, texts.t("badField")])));
    else setFailure(navigator.onLine ? options.failureOf(result) : texts.t("offlineSubmit"));
  }

  return {
    form,
    values,
    problems,
    failure,
    sending,
    submit: (event: Event) => void submit(event),
    change: (id: string, value: string) => setValues((now) => ({ ...now, [id]: value })),
  };
}
