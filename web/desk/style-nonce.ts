/**
 * The component library makes its styles with the nonce of the response, but for two helpers: the lock of the page behind
 * a dialog, and the measure of a scroll bar. What they make gets it here; else the page behind a dialog would scroll.
 */
export function giveStylesTheNonce(nonce: string) {
  const make = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const made = make(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  }) as typeof document.createElement;
}
