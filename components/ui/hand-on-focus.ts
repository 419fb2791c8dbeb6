/**
 * As the `ref` of a control whose press takes it away: the focus that it had goes to the page's content, from where the
 * keyboard goes on, and does not get lost with it.
 */
export const handOnFocus = (control: HTMLElement | null) => () => {
  if (document.activeElement === control)
    document.getElementById("main")?.focus({ preventScroll: true });
};
