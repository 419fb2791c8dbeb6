/** A page that takes the widget away again and again means it. */
const MOST_RETURNS = 20;

/**
 * Follows what single-page applications do to a page without loading it anew: another language, another body, or one whose
 * content was replaced. `content` says whether the widget had to come back.
 */
export function watchPage(on: { language: () => void; content: () => boolean }): void {
  const root = document.documentElement;
  let returns = 0;
  const content = new MutationObserver(() => {
    follow();
    if (returns < MOST_RETURNS && on.content()) returns += 1;
  });
  function follow(): void {
    // What is watched already is not watched twice.
    for (const parent of [root, document.body])
      if (parent) content.observe(parent, { childList: true });
  }
  new MutationObserver(on.language).observe(root, { attributeFilter: ["lang"] });
  follow();
}
