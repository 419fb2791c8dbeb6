/** What the owner's form asks besides name, e-mail and message. */
export interface FormField {
  id: string;
  label: string;
  kind: "text" | "phone" | "email";
  required: boolean;
}

/** Whether somebody is there now, by the owner's hours. */
export interface Office {
  open: boolean;
  /** When it opens next, as ISO 8601; absent while it is open or where no hours are set. */
  opensAt?: string;
  /** Within how many minutes a person usually answers; absent where nobody can tell honestly. */
  replyMinutes?: number;
}

/** What the panel page tells the panel's script, as JSON in `data-config` of its root element. */
export interface PanelConfig {
  publishableKey: string;
  /** Exact origins whose pages may hold the panel; a message from any other one is ignored. */
  allowedOrigins: readonly string[];
  organizationName: string;
  widgetName: string;
  greeting: string;
  /** ISO 639-1 code of the interface's language; unknown ones fall back to English. */
  language: string;
  /** The owner's colour as #rrggbb. */
  color: string;
  avatarUrl?: string;
  suggestedQuestions: readonly string[];
  privacyUrl?: string;
  formFields: readonly FormField[];
  office: Office;
  /** Only whom the owner's server vouches for may ask: without a verified `identify` the chat answers 403. */
  identityRequired?: boolean;
  /** The settings page's preview: nothing is sent or stored. */
  preview?: boolean;
}
