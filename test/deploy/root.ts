import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder that is the root of a container: programs and libraries of this machine, and files of its own. */
export interface Root {
  readonly path: string;
  /** Arguments of `unshare` that run a command in it. */
  command(args: readonly string[], how?: How): string[];
}

export interface How {
  /** Where the command begins. */
  readonly workdir?: string;
  /** Account and group; root's when it is not given. */
  readonly account?: string;
  /** Folders that may be written to, where nothing else may. Not given: everything may. */
  readonly writable?: readonly string[];
}

/** Where the Node that runs the tests is found. */
const NODE = '/opt/node';

/** The mounts are the command's own, and end with it. */
const ENTER = `set -e
root=$1 node=$2 account=$3 writable=$4 home=$5; shift 5
mount --bind "$root" "$root"
for folder in usr etc dev proc; do mount --rbind "/$folder" "$root/$folder"; done
for file in passwd group; do mount --bind "$root.$file" "$root/etc/$file"; done
mount --bind "$node" "$root${NODE}"
if [ "$writable" = everything ]; then
  mount --bind "$home" "$root$home"
else
  for folder in $writable; do mount --bind "$root$folder" "$root$folder"; done
  mount -o remount,ro,bind "$root"
  for folder in usr etc ${NODE.slice(1)}; do mount -o remount,ro,bind "$root/$folder"; done
fi
exec chroot --userspec="$account" "$root" "$@"`;

/** Makes the root of a container in a folder, with the account `node` of Node's images. */
export function makeRoot(path: string): Root {
  const home = process.env.HOME ?? '/root';
  for (const folder of ['usr', 'etc', 'dev', 'proc', 'tmp', NODE, home]) {
    mkdirSync(join(path, folder), { recursive: true });
  }
  const links = { bin: 'usr/bin', sbin: 'usr/sbin', lib: 'usr/lib', lib64: 'usr/lib64' };
  for (const [link, target] of Object.entries(links)) symlinkSync(target, join(path, link));
  const accounts = {
    passwd: 'node:x:1000:1000::/home/node:/bin/sh',
    group: 'node:x:1000:',
  };
  for (const [file, line] of Object.entries(accounts)) {
    const others = readFileSync(`/etc/${file}`, 'utf8').replace(/^(node:|[^:\n]*:[^:\n]*:1000:).*\n/gm, '');
    writeFileSync(`${path}.${file}`, `${others}${line}\n`);
  }
  return {
    path,
    command(args, { workdir = '/', account = '0:0', writable } = {}) {
      const names = [path, dirname(process.execPath), account, writable?.join(' ') ?? 'everything', home];
      const entered = ['/bin/sh', '-c', 'cd "$1" && shift && exec "$@"', 'sh', workdir, ...args];
      return ['--mount', '--propagation', 'private', '/bin/sh', '-c', ENTER, 'sh', ...names, ...entered];
    },
  };
}
