/** A document as a citation, in the forms that people paste. Pure: text in, text out. */

import type { Phrasebook } from '../phrasebook';
import type { RelatedMatch } from '../service/contract';
import { isWebAddress } from './elements';

export type CitationForm = 'plain' | 'markdown' | 'html';

/** `Author, “Title”, Publisher, date. Address`, without what is not known. Only addresses of the web become links. */
export function citationOf(book: Phrasebook, { review }: RelatedMatch, form: CitationForm): string {
  const { author, title, publisher, published, url } = review;
  const { text, link, name } = FORMS[form];
  const is_linked = link !== null && isWebAddress(url);
  const quoted = title === null ? null : `“${title}”`;
  const parts = [
    author === null ? null : text(author),
    quoted === null ? null : is_linked ? link(quoted, url) : text(quoted),
    name(publisher.name),
    published === null ? null : text(book.date(published)),
  ].filter((part) => part !== null);
  const sentence = `${parts.join(', ')}.`;
  if (!is_linked) return `${sentence} ${text(url)}`;
  return quoted === null ? `${sentence} ${link(url, url)}` : sentence;
}

type Form = {
  readonly text: (text: string) => string;
  readonly name: (text: string) => string;
  /** Null where links are written out. */
  readonly link: ((text: string, url: string) => string) | null;
};

const FORMS: Readonly<Record<CitationForm, Form>> = {
  plain: { text: (text) => text, name: (text) => text, link: null },
  markdown: {
    text: escapeMarkdown,
    name: (text) => `*${escapeMarkdown(text)}*`,
    link: (text, url) => {
      const address = `<${url.replace(/[<>]/g, encodeURIComponent)}>`;
      return text === url ? address : `[${escapeMarkdown(text)}](${address})`;
    },
  },
  html: {
    text: escapeHtml,
    name: (text) => `<cite>${escapeHtml(text)}</cite>`,
    link: (text, url) => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`,
  },
};

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
