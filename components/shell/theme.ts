export const THEME_COOKIE = "theme";
export const THEMES = ["light", "dark", "system"] as const;
export type Theme = (typeof THEMES)[number];

export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

const A_YEAR = 365 * 24 * 60 * 60;

const CHANGED = "themechange";

export function onThemeChange(listener: () => void): () => void {
  document.addEventListener(CHANGED, listener);
  return () => document.removeEventListener(CHANGED, listener);
}

export const shownTheme = (): Theme => parseTheme(document.documentElement.dataset["theme"]);

/** Shows a theme now and remembers it for the server, which renders the next page in it from the first byte. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${A_YEAR}; samesite=lax`;
  document.dispatchEvent(new Event(CHANGED));
}
