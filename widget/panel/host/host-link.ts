import { readHostMessage, type PanelMessage } from "../../shared/frame-messages";
import type { Identity } from "../../shared/identity";

/** What the page that holds the panel asks of it. */
interface HostWishes {
  /** Also when the panel was open before: the visitor is to be in its field. */
  onOpen: () => void;
  onAsk: (question: string) => void;
  onIdentify: () => void;
  onLanguage: (language: string) => void;
  /** The visitor leaves: what is known and kept of them ends with it. */
  onShutdown: () => void;
}

/** The panel's end of its talk with the page around it, whose origin must be an allowed one. */
export class HostLink {
  readonly #wishes: HostWishes;
  #origin: string | undefined;
  #identity: Identity | undefined;

  constructor(allowedOrigins: readonly string[], wishes: HostWishes) {
    this.#wishes = wishes;
    addEventListener("message", (event) => this.#take(event, allowedOrigins));
  }

  /** Who the visitor is, as the page says; the server finds out whether that is so. */
  readonly identity = (): Identity | undefined => this.#identity;

  /**
   * Says that the panel is there, without waiting to be asked, where the browser tells which of the allowed pages holds it.
   */
  arrive(allowedOrigins: readonly string[]): void {
    const origin = allowedOrigins.find((one) => document.referrer === `${one}/`);
    if (origin === undefined) return;
    this.#origin = origin;
    this.tell("ready");
  }

  tell(kind: PanelMessage["frontdesk"]): void {
    if (this.#origin === undefined) return;
    const message: PanelMessage = { frontdesk: kind };
    window.parent.postMessage(message, this.#origin);
  }

  #take(event: MessageEvent, allowedOrigins: readonly string[]): void {
    const message = readHostMessage(event, window.parent, allowedOrigins);
    if (!message) return;
    this.#origin = event.origin;
    switch (message.frontdesk) {
      case "open":
        this.tell("ready");
        this.#wishes.onOpen();
        break;
      case "identify":
        this.#identity = message.identity ?? undefined;
        this.#wishes.onIdentify();
        break;
      case "ask":
        this.#wishes.onAsk(message.question);
        break;
      case "language":
        this.#wishes.onLanguage(message.language);
        break;
      case "shutdown":
        this.#identity = undefined;
        this.#wishes.onShutdown();
    }
  }
}
