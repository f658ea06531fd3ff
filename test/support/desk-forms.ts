import type { Fields, Shown } from './desk.ts';

/** The fields of the form that leads to an address, as a browser would send them. */
export function fieldsOf({ body }: Shown, action: string): Fields {
  const form = body.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
  const fields: Record<string, string[]> = {};
  for (const [tag] of form.split('</form>')[0]?.matchAll(/<input[^>]*>/g) ?? []) {
    const attribute = (name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    const [name, type] = [attribute('name'), attribute('type')];
    if (name === undefined || ((type === 'radio' || type === 'checkbox') && !tag.includes(' checked'))) continue;
    (fields[name] ??= []).push((attribute('value') ?? '').replaceAll('&amp;', '&'));
  }
  return fields;
}
