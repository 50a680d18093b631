/** Puts a citation on the clipboard, from a press of a button only. */

/**
 * Returns whether it is there now; `pressed` is the button, which keeps the focus. The older way of copying is the one
 * that works: the newer is not there on pages without TLS, and a page may forbid it to its whole frame. HTML goes in
 * both as itself, for editors that format, and as its source, for those that don't.
 */
export function copy(text: string, is_html: boolean, pressed: HTMLElement): boolean {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    if (is_html) event.clipboardData?.setData('text/html', text);
    event.preventDefault();
    // A page may want to add to what its readers copy; this is not its text.
    event.stopImmediatePropagation();
  };
  // A browser copies only where something is selected. What that is doesn't matter: we say what is copied.
  const field = document.createElement('textarea');
  field.value = text;
  pressed.after(field);
  field.select();
  window.addEventListener('copy', put, { capture: true });
  try {
    return document.execCommand('copy');
  } finally {
    window.removeEventListener('copy', put, { capture: true });
    field.remove();
    pressed.focus({ preventScroll: true });
  }
}
