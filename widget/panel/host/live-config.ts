import { fieldsOf, parseJson } from "../chat/server-events";
import type { PanelConfig } from "../../shared/panel-config";

/** Who changes the page's language waits no longer than this for the owner's texts in it. */
const LIMIT_MS = 5_000;

/** What the browser gives; tests hand in their own. */
interface Surroundings {
  fetch: typeof fetch;
  now: () => number;
}

/** The panel's configuration as the page came with it, and as the server tells it later. */
export class LiveConfig {
  readonly #surroundings: Surroundings;
  readonly #onChange: () => void;
  #config: PanelConfig;
  /** The language that was asked for last; what is shown is in it once its texts are there. */
  #language: string;
  #asked = 0;
  #readAt: number;

  constructor(config: PanelConfig, surroundings: Surroundings, onChange: () => void) {
    this.#config = config;
    this.#language = config.language;
    this.#surroundings = surroundings;
    this.#onChange = onChange;
    this.#readAt = surroundings.now();
  }

  get current(): PanelConfig {
    return this.#config;
  }

  /** Changes to a language at once with the owner's texts in it, and without them where they do not come. */
  async speak(language: string): Promise<void> {
    this.#language = language;
    await this.#read();
  }

  /** Takes what may have changed, such as whether somebody is there now, unless it is newer than that. */
  async refresh(olderThanMs = 0): Promise<void> {
    if (this.#surroundings.now() - this.#readAt >= olderThanMs) await this.#read();
  }

  async #read(): Promise<void> {
    const asked = ++this.#asked;
    const { publishableKey, allowedOrigins } = this.#config;
    const language = this.#language;
    const told = await this.#ask(publishableKey, language);
    // Another one is under way, in the language of by then.
    if (asked !== this.#asked) return;
    if (told) this.#readAt = this.#surroundings.now();
    this.#config = told
      ? { ...told, publishableKey, allowedOrigins }
      : { ...this.#config, language };
    this.#onChange();
  }

  async #ask(publishableKey: string, language: string): Promise<PanelConfig | undefined> {
    try {
      const response = await this.#surroundings.fetch(
        `/api/v1/widget?lang=${encodeURIComponent(language)}`,
        {
          headers: { authorization: `Bearer ${publishableKey}` },
          cache: "no-store",
          credentials: "omit",
          signal: AbortSignal.timeout(LIMIT_MS),
        },
      );
      const told = fieldsOf(parseJson(await response.text()));
      // Our own server says it, in the form that it wrote into the page.
      return response.ok && told ? (told as unknown as PanelConfig) : undefined;
    } catch {
      // No answer came: what is known goes on being shown.
      return undefined;
    }
  }
}
