import { existsSync, readFileSync } from 'node:fs';

/** The version in the package's own package.json, which lies further up from the sources than from what is built. */
export const version = (): string => {
  const places = ['../../../package.json', '../../../../package.json'].map(
    (path) => new URL(path, import.meta.url),
  );
  const place = places.find((url) => existsSync(url));
  return place === undefined ? 'unknown' : JSON.parse(readFileSync(place, 'utf8')).version;
};
