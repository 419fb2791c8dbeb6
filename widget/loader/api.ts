/** One widget on the page, as calls of `window.Frontdesk` reach it. */
export interface Widget {
  readonly key: string;
  open: () => void;
  /** Quietly: without moving the focus, where something else is opened. */
  close: (quiet?: boolean) => void;
  toggle: () => void;
  ask: (question: string) => void;
  identify: (identity: FrontdeskIdentity | null) => void;
  shutdown: () => void;
}

type Listener = (event: { type: FrontdeskEvent; key: string }) => void;
type Call = readonly unknown[];

/** `window.Frontdesk` once the loader is there. */
export type Api = FrontdeskApi & {
  widgets: Map<string, Widget>;
  /** Adds a widget and runs what was called for it before it was there. */
  register: (widget: Widget) => void;
  emit: (type: FrontdeskEvent, key: string) => void;
};

/** Of these the first widget is meant where none is named; of the others all are. */
const ONE = ["open", "toggle", "ask"];
const COMMANDS = [...ONE, "close", "identify", "shutdown"];

function keyOf(options: unknown): string | undefined {
  const key = (options as { key?: unknown } | null | undefined)?.key;
  return typeof key === "string" ? key : undefined;
}

function run(widget: Widget, command: string, value: unknown): void {
  if (command === "ask") widget.ask(typeof value === "string" ? value : "");
  else if (command === "identify") widget.identify(value ?? null);
  else widget[command as "open" | "close" | "toggle" | "shutdown"]();
}

/**
 * Makes the function that pages call. What is called before its widget is there is kept and run when it comes; who is
 * identified without a key is so in widgets that come later too.
 * @param queued what a page called before this script was there.
 */
export function createApi(queued: Iterable<ArrayLike<unknown>> = []): Api {
  const widgets = new Map<string, Widget>();
  const listeners = new Set<{ type: unknown; key: string | undefined; listener: Listener }>();
  const identities = new Map<string | undefined, unknown>();
  let waiting: Call[] = [];

  function dispatch(call: Call): void {
    const command = String(call[0]);
    const hasValue = command === "ask" || command === "identify";
    const key = keyOf(call[hasValue ? 2 : 1]);
    if (command === "identify") identities.set(key, call[1]);
    if (command === "shutdown") identities.clear();
    const known = [...widgets.values()].filter((widget) => key === undefined || widget.key === key);
    const meant = ONE.includes(command) ? known.slice(0, 1) : known;
    // Who is identified is told anew to each widget that comes.
    if (meant.length === 0 && command !== "identify") waiting.push(call);
    for (const widget of meant) run(widget, command, call[1]);
  }

  function api(...call: Call): unknown {
    const [command, event, listener] = call;
    if (command === "on" && typeof listener === "function") {
      const entry = { type: event, key: keyOf(call[3]), listener: listener as Listener };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    }
    if (COMMANDS.includes(String(command))) return dispatch(call);
    throw new TypeError(`Frontdesk: there is no command ${JSON.stringify(command)}.`);
  }

  const made = Object.assign(api as FrontdeskApi, {
    widgets,
    register: (widget: Widget) => {
      widgets.set(widget.key, widget);
      const identity = identities.get(widget.key) ?? identities.get(undefined);
      if (identity !== undefined) run(widget, "identify", identity);
      const calls = waiting;
      waiting = [];
      for (const call of calls) dispatch(call);
    },
    emit: (type: FrontdeskEvent, key: string) => {
      for (const entry of [...listeners]) {
        if (entry.type !== type || (entry.key !== undefined && entry.key !== key)) continue;
        try {
          entry.listener({ type, key });
        } catch (error) {
          // The page's own fault: told as one, and no other listener goes without.
          reportError(error);
        }
      }
    },
  });
  for (const call of queued) api(...Array.from(call));
  return made;
}
