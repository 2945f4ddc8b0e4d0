/**
 * antd takes the nonce of the page for its own styles, but two of its parts (measuring scroll bars, and holding the page
 * still behind a dialog) make a style element without it, which the page's security policy then blocks.
 */
export function giveStylesTheNonce(nonce: string): void {
  const create = document.createElement;
  document.createElement = function (this: Document, name: string, options?: ElementCreationOptions) {
    const element = create.call(this, name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  } as typeof create;
}
