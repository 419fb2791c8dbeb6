/**
 * Joins class names. Of two that set the same property the stylesheet's order decides, so what a component lets its user
 * change carries the variant `base:`, which loses against any class without it.
 */
export function cn(...classes: readonly (string | false | undefined)[]): string {
  return classes.filter(Boolean).join(" ");
}
