// Beside blanks and controls: joiners, marks of direction, fillers and the empty braille pattern.
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a reader would see anything of a text. */
export function hasVisibleText(text: string): boolean {
  return VISIBLE.test(text);
}
