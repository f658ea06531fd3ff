import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { readProduct } from '../../server/product.ts';
import { ok, warning, wrong, type Finding } from './finding.ts';

const MIB = 1024 * 1024;
const LITTLE_MIB = 2048;
const TOO_LITTLE_MIB = 256;

export const checkVersions = (): Finding =>
  ok(
    'versions',
    `Handover ${readProduct().version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  );

/** Of the folder for data, or of where it would be made. */
export async function checkDisk(dataDir: string): Promise<Finding> {
  const folder = resolve(dataDir);
  const { bavail, bsize } = await statOf(folder);
  const free = Math.floor((bavail * bsize) / MIB);
  const says = `${free} MiB free at ${folder}`;
  if (free < TOO_LITTLE_MIB) return wrong('disk', says);
  return free < LITTLE_MIB ? warning('disk', says) : ok('disk', says);
}

async function statOf(folder: string): Promise<{ readonly bavail: number; readonly bsize: number }> {
  try {
    return await statfs(folder);
  } catch (error) {
    const above = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === folder) throw error;
    return statOf(above);
  }
}
