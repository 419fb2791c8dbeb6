import { textOn } from "../shared/contrast";

export interface Place {
  side: "right" | "left";
  /** How many launchers of other widgets are below it. */
  above: number;
  /** Whether the page has other widgets, which the open panel must not cover. */
  shared: boolean;
}

const STEP = 76;

/** What differs between the widgets of a page: colour and place. Sides are mirrored where the page reads from the right. */
export function ownStyles(color: string, { side, above, shared }: Place): string {
  const [edge, far] = side === "right" ? ["end", "start"] : ["start", "end"];
  return `
:host { --accent: ${color}; --on-accent: ${textOn(color)}; --bottom: ${24 + above * STEP}px; }
.launcher, .stage { inset-inline-${edge}: var(--edge-gap); inset-inline-${far}: auto; }
.stage { --beside: ${shared ? STEP : 0}px; --under: ${shared ? 24 : 100}px; }`;
}
