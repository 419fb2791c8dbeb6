import type { Identity } from "../../shared/identity";
import type { Origin } from "../chat/request-answer";

export interface Settings {
  publishableKey: string;
  /** The page that holds the panel. */
  pageUrl: string | undefined;
  /** Its language by now, as two letters. */
  language: () => string;
  /** Who the visitor is, as the page says by then. */
  identity?: (() => Identity | undefined) | undefined;
}

/** Where a conversation begins, as far as the server takes it. */
export function originOf({ pageUrl, language }: Settings): Origin {
  const spoken = language();
  return { pageUrl, language: /^[a-z]{2}$/.test(spoken) ? spoken : undefined };
}
