import { planPage, turnPage, type Keyed, type ListOrder, type CursorPage } from '../../src/core/list-page.ts';

/**
 * Reads a list page by page to its end, and back from there to its begin, by what addresses would have; `back` has the
 * pages before the last one, the nearest first.
 */
export async function pagesOf<Entry>(
  limit: number,
  order: ListOrder,
  read: (page: CursorPage) => Promise<readonly Keyed<Entry>[]>,
): Promise<{ readonly forth: (readonly Entry[])[]; readonly back: (readonly Entry[])[] }> {
  const turn = async (side: 'before' | 'after', key: string | null) => {
    const planned = planPage({ place: key === null ? null : { side, key }, limit }, order);
    if (planned.lost) throw new Error(`${key} cannot be read`);
    return turnPage(await read(planned.page), planned);
  };
  let page = await turn('after', null);
  const forth = [page.entries];
  const back: (readonly Entry[])[] = [];
  while (page.around.after !== null) {
    page = await turn('after', page.around.after);
    forth.push(page.entries);
  }
  while (page.around.before !== null) {
    page = await turn('before', page.around.before);
    back.push(page.entries);
  }
  return { forth, back };
}
