// A stand-in for the three places to which a version is published, on 127.0.0.1: the Marketplace, Open VSX and an npm
// registry. It answers as far as their own tools ask, keeps nothing, and tells what was uploaded. For rehearsals.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';

/** What came in: where it was sent, by whom it was said to be (the kind of token, never the token), and its SHA-256. */
export interface Upload {
  readonly to: 'marketplace' | 'open-vsx' | 'npm';
  readonly path: string;
  readonly authorised: boolean;
  readonly sha256: string;
}

/** Ids by which the Marketplace's tool asks where to look an extension up, and where to put a new one. */
const lookUp = 'e11ea35a-16fe-4b80-ab11-c4cab88a0966';
const putNew = 'a41192c8-9525-4b58-bc86-179fa549d80d';

/** The SHA-256 of a file's bytes, in hexadecimal. */
export const sha256Of = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

const locations = [lookUp, putNew].map((id) => ({
  id,
  area: 'gallery',
  resourceName: id,
  routeTemplate: `_apis/gallery/by/${id}/{publisherName}/{extensionName}`,
  resourceVersion: 1,
  minVersion: '1.0',
  maxVersion: '9.0',
  releasedVersion: '0.0',
}));

/** What a request is answered with, and what it brought, if anything. */
function answer(request: IncomingMessage, body: Buffer): { status: number; json: object; upload?: Upload } {
  const { method, url = '/', headers } = request;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const authorised = headers.authorization !== undefined || searchParams.has('token');
  const took = (to: Upload['to'], data: Uint8Array): Upload => ({
    to,
    path: pathname,
    authorised,
    sha256: sha256Of(data),
  });
  if (method === 'OPTIONS') return { status: 200, json: { count: locations.length, value: locations } };
  if (method === 'POST' && pathname.includes(putNew))
    return { status: 200, json: {}, upload: took('marketplace', body) };
  if (method === 'POST' && pathname === '/api/-/publish')
    return { status: 200, json: { namespace: 'casenotes', name: 'casenotes' }, upload: took('open-vsx', body) };
  if (method === 'PUT') {
    const { _attachments } = JSON.parse(body.toString('utf8')) as { _attachments: Record<string, { data: string }> };
    const [tarball] = Object.values(_attachments);
    return { status: 200, json: { ok: true }, upload: took('npm', Buffer.from(tarball!.data, 'base64')) };
  }
  // Open VSX is asked for its version; nothing has been published anywhere yet.
  return pathname === '/api/version' ? { status: 200, json: {} } : { status: 404, json: { message: 'not found' } };
}

/** Listens on a free port. `uploads` fills as they come; `close` ends it. */
export async function openGalleries(): Promise<{ url: string; uploads: readonly Upload[]; close(): Promise<void> }> {
  const uploads: Upload[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { status, json, upload } = answer(request, Buffer.concat(parts));
      if (upload) uploads.push(upload);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    uploads,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
