// Types of window.Frontdesk, for sites that call it from TypeScript: put this file among your own.

type FrontdeskEvent = "ready" | "open" | "close" | "message" | "handoff";

interface FrontdeskOptions {
  /** The publishable key of the widget that is meant, where a page has several. */
  key?: string;
}

/** Who the visitor is. `hash` or `jwt` is made on your server with the widget's identity secret. */
interface FrontdeskIdentity {
  /** Your own id of the user. */
  id?: string;
  /** A name above 200 characters, or an e-mail that is none, is left out. */
  name?: string;
  email?: string;
  /** HMAC-SHA256 of the id, in hex: proves the id. */
  hash?: string;
  /** Signed with HS256, `sub` the id, `exp` within an hour: proves id, name and e-mail. Alone, without the others. */
  jwt?: string;
}

interface FrontdeskApi {
  /** `shutdown` ends it for who signs out: the widget forgets the visitor. `open` brings it back, as new. */
  (command: "open" | "close" | "toggle" | "shutdown", options?: FrontdeskOptions): void;
  /** Opens the chat and asks. */
  (command: "ask", question: string, options?: FrontdeskOptions): void;
  /** Null when nobody is signed in any more. */
  (command: "identify", identity: FrontdeskIdentity | null, options?: FrontdeskOptions): void;
  /** Calls the listener each time; the function that comes back ends that. */
  (
    command: "on",
    event: FrontdeskEvent,
    listener: (event: { type: FrontdeskEvent; key: string }) => void,
    options?: FrontdeskOptions,
  ): () => void;
}

interface Window {
  Frontdesk?: FrontdeskApi;
}
