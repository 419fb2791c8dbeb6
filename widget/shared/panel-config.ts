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
}
