import { contrast, formatColor, mix, parseColor, type Color } from "./contrast";

const BLACK: Color = [0, 0, 0];
const WHITE: Color = [255, 255, 255];
const FALLBACK: Color = [18, 97, 91];
/** What base.css has as `--surface`, light and dark. */
const SURFACE = { light: WHITE, dark: [22, 29, 29] as Color };

/** WCAG 2.2 AA for text, and for what must be seen to use a control. */
const TEXT = 4.5;
const CONTROL = 3;

export interface Palette {
  accent: string;
  onAccent: string;
  /** Behind a source's number and the thumb that was pressed. */
  accentSoft: string;
  /** The owner's colour as text, links and focus: changed as little as it takes to be read. */
  accentText: string;
  /** Around what is filled with the colour; the colour itself where it can be told from the surface. */
  accentEdge: string;
}

/** The colour, moved towards another one in small steps until it stands out from each of the grounds. */
function readable(color: Color, towards: Color, grounds: readonly Color[]): Color {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(color, towards, share);
    if (grounds.every((ground) => contrast(candidate, ground) >= TEXT)) return candidate;
  }
  return towards;
}

/** All colours that are made of the owner's one, with contrast by computation and not by eye. */
export function paletteOf(hex: string, scheme: "light" | "dark"): Palette {
  const accent = parseColor(hex) ?? FALLBACK;
  const surface = SURFACE[scheme];
  const onAccent = contrast(accent, WHITE) >= TEXT ? WHITE : readableOn(accent);
  const towards = scheme === "light" ? BLACK : WHITE;
  // A colour that is nearly the surface's own would leave no tint on it to be seen.
  const edge = contrast(accent, surface) >= CONTROL ? accent : readable(accent, towards, [surface]);
  const soft = mix(surface, edge, scheme === "light" ? 0.12 : 0.2);
  const text = readable(accent, towards, [surface, soft]);
  return {
    accent: formatColor(accent),
    onAccent: formatColor(onAccent),
    accentSoft: formatColor(soft),
    accentText: formatColor(text),
    accentEdge: formatColor(edge),
  };
}

/** Black or white: of the two, one has at least 4.5:1 on any colour. */
function readableOn(color: Color): Color {
  return contrast(color, BLACK) >= contrast(color, WHITE) ? BLACK : WHITE;
}

function rule(palette: Palette): string {
  const { accent, onAccent, accentSoft, accentText, accentEdge } = palette;
  return `:root{--accent:${accent};--on-accent:${onAccent};--accent-soft:${accentSoft};--accent-text:${accentText};--accent-edge:${accentEdge}}`;
}

/**
 * Gives the page the owner's colour; returns how to take it back. A constructed sheet: the page's policy allows no style in
 * markup.
 */
export function applyColor(hex: string, page: Document = document): () => void {
  const sheet = new CSSStyleSheet();
  const dark = rule(paletteOf(hex, "dark"));
  sheet.replaceSync(`${rule(paletteOf(hex, "light"))}@media (prefers-color-scheme:dark){${dark}}`);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  return () => {
    page.adoptedStyleSheets = page.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
