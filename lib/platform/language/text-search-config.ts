/**
 * Text-search configurations that exist on Postgres 15 and on the embedded one alike (Estonian came
 * with 18, so it is not among them).
 */
const CONFIG_OF_LANGUAGE = {
  ar: "arabic",
  hy: "armenian",
  eu: "basque",
  ca: "catalan",
  da: "danish",
  nl: "dutch",
  en: "english",
  fi: "finnish",
  fr: "french",
  de: "german",
  el: "greek",
  hi: "hindi",
  hu: "hungarian",
  id: "indonesian",
  ga: "irish",
  it: "italian",
  lt: "lithuanian",
  ne: "nepali",
  no: "norwegian",
  nb: "norwegian",
  nn: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  ru: "russian",
  sr: "serbian",
  es: "spanish",
  sv: "swedish",
  ta: "tamil",
  tr: "turkish",
  yi: "yiddish",
} as const;

export type TextSearchConfig =
  (typeof CONFIG_OF_LANGUAGE)[keyof typeof CONFIG_OF_LANGUAGE] | "simple";

/** Every value that textSearchConfig can return. */
export const TEXT_SEARCH_CONFIGS: readonly TextSearchConfig[] = [
  ...new Set(Object.values(CONFIG_OF_LANGUAGE)),
  "simple",
];

/** Name of the Postgres text-search configuration for an ISO 639-1 code (region ignored); `simple` for the rest. */
export function textSearchConfig(language: string | null | undefined): TextSearchConfig {
  const code = (language ?? "").toLowerCase().split(/[-_]/, 1)[0] ?? "";
  return isKnown(code) ? CONFIG_OF_LANGUAGE[code] : "simple";
}

function isKnown(code: string): code is keyof typeof CONFIG_OF_LANGUAGE {
  return Object.hasOwn(CONFIG_OF_LANGUAGE, code);
}
