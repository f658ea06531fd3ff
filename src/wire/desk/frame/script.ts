/**
 * Keys and comfort; every page works without. Single keys can be switched off (WCAG 2.1.4), and do nothing while a field
 * has the focus.
 */
export const SCRIPT = `'use strict';
(() => {
  const base = document.body.dataset.base || '';
  const rows = () => [...document.querySelectorAll('[data-row]')];
  const boxOf = (row) => row && row.querySelector('input[type=checkbox][name=task]');
  let at = -1;
  let ticked = -1;
  let leading = false;

  const count = () => {
    for (const out of document.querySelectorAll('[data-count]')) {
      const number = document.querySelectorAll('input[name=task]:checked').length;
      out.textContent = out.dataset.count.replace('#', number);
      out.hidden = number === 0;
    }
  };

  const go = (to) => {
    const all = rows();
    if (all.length === 0) return;
    at = Math.max(0, Math.min(all.length - 1, to));
    const target = all[at].querySelector('a, input');
    if (target) target.focus();
    all[at].scrollIntoView({ block: 'nearest' });
  };

  const tick = (range) => {
    const all = rows();
    const box = boxOf(all[at]);
    if (!box) return;
    box.checked = !box.checked;
    if (range && ticked >= 0) {
      for (let each = Math.min(at, ticked); each <= Math.max(at, ticked); each++) {
        const other = boxOf(all[each]);
        if (other) other.checked = box.checked;
      }
    }
    ticked = at;
    count();
  };

  const press = (name) => {
    const target = document.querySelector('[data-key="' + name + '"]');
    if (target) target.click();
    return Boolean(target);
  };

  const visit = (path) => {
    location.href = base + path;
  };

  const PLACES = { m: '/desk', w: '/desk/work', p: '/desk/people', a: '/desk/absence' };

  document.addEventListener('focusin', ({ target }) => {
    const row = target.closest && target.closest('[data-row]');
    if (row) at = rows().indexOf(row);
  });
  document.addEventListener('change', count);
  for (const all of document.querySelectorAll('[data-tick-all]')) {
    all.hidden = false;
    all.addEventListener('click', () => {
      const boxes = rows().map(boxOf).filter(Boolean);
      const every = boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = !every;
      count();
    });
  }
  for (const form of document.querySelectorAll('form[data-once]')) {
    form.addEventListener('submit', () => {
      for (const button of form.querySelectorAll('button')) setTimeout(() => (button.disabled = true));
    });
  }
  count();

  const message = document.querySelector('#message');
  if (message) message.focus();
  const asked = document.querySelector('#asked');
  if (asked && !message && !location.hash) asked.scrollIntoView({ block: 'center' });

  if (document.body.dataset.shortcuts === 'off') return;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target, key } = event;
    const writes = target.closest && target.closest('input:not([type=checkbox]):not([type=radio]), select, textarea');
    if (key === 'Escape' && writes) return target.blur();
    if (writes) return;
    if (leading) {
      leading = false;
      if (PLACES[key]) {
        event.preventDefault();
        visit(PLACES[key]);
      }
      return;
    }
    const done = {
      j: () => go(at + 1),
      k: () => go(at - 1),
      x: () => tick(false),
      X: () => tick(true),
      a: () => press('reassign'),
      u: () => press('undo'),
      g: () => (leading = true),
      '/': () => document.querySelector('#search') && document.querySelector('#search').focus(),
      '?': () => visit('/desk/help'),
      Escape: () => press('back'),
    }[key];
    if (!done) return;
    event.preventDefault();
    done();
  });
})();
`;
