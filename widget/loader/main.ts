import { createApi, type Api } from "./api";
import { createLauncher, type Launcher, type Look } from "./launcher";
import { watchPage } from "./watch-page";

type Page = Api & {
  /** Puts the widget of a script tag on the page; one that is there already stays the only one. */
  add: (look: Look) => void;
};

const DEFAULT_COLOR = "#1f4fd8";

/** The launchers of a side stand one above the other; opening one closes the others. */
function createPage(queued: Iterable<ArrayLike<unknown>>): Page {
  const api = createApi(queued);
  const launchers = api.widgets as Map<string, Launcher>;
  const there = () => [...launchers.values()].filter((each) => each.mounted());

  function arrange(): void {
    const placed = { right: 0, left: 0 };
    const all = there();
    for (const each of all) {
      each.place({ side: each.side, above: placed[each.side]++, shared: all.length > 1 });
    }
  }

  function add(look: Look): void {
    // All of it then: a line in the head for the second time would find no first one and make another.
    if (!document.body) return document.addEventListener("DOMContentLoaded", () => add(look));
    const known = launchers.get(look.key);
    if (known) return void known.mount();
    const made = createLauncher(look, (type) => {
      if (type === "placed") return arrange();
      if (type !== "opening") return api.emit(type, look.key);
      for (const each of there()) if (each !== made) each.close(true);
    });
    // Before it is on the page, so that it is never without colour and place.
    made.place({ side: look.side, above: 0, shared: false });
    made.mount();
    api.register(made);
    arrange();
  }

  watchPage({
    language: () => there().forEach((each) => each.relabel()),
    content: () => there().filter((each) => each.mount()).length > 0,
  });
  return Object.assign(api, { add });
}

function lookOf(script: HTMLScriptElement, key: string): Look {
  const { color = "", position } = script.dataset;
  return {
    key,
    panel: new URL(`/widget/panel?key=${encodeURIComponent(key)}`, script.src),
    color: /^#[0-9a-f]{6}$/i.test(color) ? color : DEFAULT_COLOR,
    side: position === "left" ? "left" : "right",
  };
}

const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector<HTMLScriptElement>("script[data-key][src]");
const key = script?.dataset.key;

if (!script || !key) {
  throw new Error("Frontdesk: the script tag needs data-key.");
}

// A page may have called before this script was there, or have this script twice.
const before = window.Frontdesk as (Partial<Page> & { q?: ArrayLike<unknown>[] }) | undefined;
const page = before?.add ? (before as Page) : createPage(before?.q ?? []);
window.Frontdesk = page;
page.add(lookOf(script, key));
