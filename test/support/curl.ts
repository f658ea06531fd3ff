/** As much of curl as our own texts use, for machines that have none. */
const words = process.argv.slice(2);
const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' });
const data: string[] = [];
let address = '';
let inQuery = false;

const halvesAt = (separator: string, text: string): [string, string] => {
  const at = text.indexOf(separator);
  if (at === -1) throw new Error(`there is no '${separator}' in ${text}`);
  return [text.slice(0, at), text.slice(at + separator.length)];
};

for (let word = words.shift(); word !== undefined; word = words.shift()) {
  if (word === '-s') continue;
  else if (word === '-G') inQuery = true;
  else if (word === '-H') headers.set(...halvesAt(': ', words.shift() ?? ''));
  else if (word === '-d') data.push(words.shift() ?? '');
  else if (word === '--data-urlencode') {
    const [name, value] = halvesAt('=', words.shift() ?? '');
    data.push(`${name}=${encodeURIComponent(value)}`);
  } else if (word.startsWith('-')) throw new Error(`${word} is not among what our texts use of curl`);
  else address = word;
}

const body = data.join('&');
const response = await (inQuery ? fetch(`${address}?${body}`) : fetch(address, { method: 'POST', headers, body }));
process.stdout.write(await response.text());
