/** Texts as a reader sees them: white space collapsed, and cut only between words. Pure. */

/** Control characters and halves of characters, which the service refuses, count as white space. */
export function collapse(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
}

/** The first words of a text, at most `max_chars` long. */
export function firstWords(text: string, max_chars: number): string {
  if (text.length <= max_chars) return text;
  const head = text.slice(0, max_chars + 1);
  const space = head.lastIndexOf(' ');
  return space > 0 ? head.slice(0, space) : withoutHalves(text.slice(0, max_chars));
}

/** The last words of a text, at most `max_chars` long. */
export function lastWords(text: string, max_chars: number): string {
  if (text.length <= max_chars) return text;
  const tail = text.slice(-max_chars - 1);
  const space = tail.indexOf(' ');
  return space >= 0 ? tail.slice(space + 1) : withoutHalves(text.slice(-max_chars));
}

/** Scripts written without spaces are cut anywhere; a character of two UTF-16 units must not be halved. */
function withoutHalves(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
