/** Gives the headings of one page their anchors, as GitHub makes them. */
export function createAnchors(): (heading: string) => string {
  const given = new Set<string>();
  return (heading) => {
    const slug = textOf(heading)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let anchor = slug;
    for (let count = 1; given.has(anchor); count += 1) anchor = `${slug}-${count}`;
    given.add(anchor);
    return anchor;
  };
}

/** A heading in Markdown without the addresses of its links. */
const textOf = (heading: string): string => heading.trim().replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
