import { describe, expect, it } from 'vitest';
import { isBoilerplate } from '#shared/agents/reader/boilerplate.ts';
import { readDocument } from '#tests/unit/shared/agents/reader/read-document.ts';

describe('isBoilerplate', () => {
  it.each([
    'Email us at hello@example.com or call 555 010 9999.',
    'Questions? Call +49 30 1234567 any day.',
    'For more information, visit www.example.com.',
    'To book a table, call (030) 123 45 67.',
    'Call us today!',
    'Contact us if you have any questions.',
    'hello@example.com',
    '+44 20 7946 0018',
    'Schreiben Sie an info@example.de.',
    'Llámenos al 912 345 678.',
    'Contactez contact@example.fr pour une visite.',
    '© 2025 Vello GmbH',
    'We use cookies to make this site better.',
    'By using this site you agree to our terms.',
    'Home | Shop | About us | Contact',
    'Imprint Privacy Terms',
    'Subscribe to our newsletter!',
    'Join our mailing list for weekly tips.',
    'Follow us on Instagram for more.',
    'Share via email',
    'Folgen Sie uns auf allen Kanälen!',
  ])('knows what a site puts around a text: %s', (line) => {
    expect(isBoilerplate(line)).toBe(true);
  });

  it.each([
    'Call me Ishmael.',
    'Contact with the probe was lost at 04:12 on 3 May 2021.',
    'The phone rang 1,200,000 times in 2019 and 2020.',
    'Visit any village in 1950 and you will find a well.',
    'Text was carved in stone for 3,000 years.',
    'Call rates fell from 12,000,000 to 9,000,000.',
    'News from home is rare at sea.',
    'The spacecraft example.com was named after a site.',
    'They follow us wherever we go, said the diver.',
    'Cookies are best when they are warm.',
    'Write to your grandmother while you can.',
  ])('keeps what tells something: %s', (line) => {
    expect(isBoilerplate(line)).toBe(false);
  });

  it('leaves contact data out also where it ends a paragraph', async () => {
    const document = await readDocument(
      '# Bread\n\nWe bake at four. The bread is warm at six. Email us at bread@example.com or call 555-010-9999.',
    );
    expect(JSON.stringify(document.sections)).not.toMatch(/email us|example/iu);
    expect(document.words).toBe(10);
  });
});
