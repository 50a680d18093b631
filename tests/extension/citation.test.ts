import { describe, expect, it } from 'vitest';
import type { RelatedMatch } from '../../extension/service/contract';
import { citationOf } from '../../extension/sidebar/citation';
import { ENGLISH, exampleMatch } from './examples';

const { review } = exampleMatch();

function cited(changed: Partial<RelatedMatch['review']>): RelatedMatch {
  return { ...exampleMatch(), review: { ...review, ...changed } };
}

describe('a citation', () => {
  it('names author, title, publisher, date and address', () => {
    expect(citationOf(ENGLISH, cited({}), 'plain')).toBe(
      `Gareth Porter, “POLITICS: U.S. Briefing on Iran Discredits the Official Line”, Inter Press Service, ` +
        `13 February 2007. ${review.url}`,
    );
  });

  it('leaves out what is not known', () => {
    const bare = cited({ author: null, title: null, published: null });
    expect(citationOf(ENGLISH, bare, 'plain')).toBe(`Inter Press Service. ${review.url}`);
    expect(citationOf(ENGLISH, bare, 'markdown')).toBe(`*Inter Press Service*. <${review.url}>`);
    expect(citationOf(ENGLISH, bare, 'html')).toBe(
      `<cite>Inter Press Service</cite>. <a href="${review.url}">${review.url}</a>`,
    );
  });

  it('in Markdown says what the title says, whatever signs are in it', () => {
    const match = cited({ title: '[1] *Not* <b>so</b>', author: 'A_B', url: 'https://a.example/(x)?q=<y>' });
    expect(citationOf(ENGLISH, match, 'markdown')).toBe(
      'A\\_B, [“\\[1\\] \\*Not\\* \\<b\\>so\\</b\\>”](<https://a.example/(x)?q=%3Cy%3E>), ' +
        '*Inter Press Service*, 13 February 2007.',
    );
  });

  it('in HTML holds no tags but its own', () => {
    const match = cited({ title: '<script>alert("1")</script> & more', url: 'https://a.example/?a="&b' });
    expect(citationOf(ENGLISH, match, 'html')).toBe(
      'Gareth Porter, <a href="https://a.example/?a=&quot;&amp;b">“&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; ' +
        '&amp; more”</a>, <cite>Inter Press Service</cite>, 13 February 2007.',
    );
  });

  it.each(['markdown', 'html'] as const)('in %s links to the web only', (form) => {
    const written = citationOf(ENGLISH, cited({ url: 'javascript:alert(1)' }), form);
    expect(written).not.toMatch(/href|\]\(|<javascript/);
    expect(written).toMatch(/javascript:alert/);
  });
});
